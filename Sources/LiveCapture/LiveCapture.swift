/// # LiveCapture: packets as they come
enum LiveCapture {}
