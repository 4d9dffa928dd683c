/// # Geo: where phone numbers and postcodes are, and events that say so
///
/// Brief overview: ``NumberPlan`` knows places by the beginning of a phone number, ``PostcodeAreas`` by a
/// postcode of the United Kingdom; their tables are built in. An ``EventLocator``, one for each thread, looks
/// for both in the fields of encoded events that ``GeoFields`` name, and writes the places into the events.
///
///     var locator = EventLocator(.standard)
///     locator.apply(to: &events, from: start)
///
/// ``GeoExplanation`` says of one value, in words, what the tables make of it and why. A ``PlaceTally`` counts
/// events by their places, and a ``MapPage`` draws them.
///
/// A lookup works on bytes and allocates nothing. What cannot be placed with certainty is not placed.
/// The user's side of all this is docs/geo.md.
package enum Geo {}
