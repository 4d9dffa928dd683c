/// # AlertDelivery: alerts on their way to people
enum AlertDelivery {}
