/// # Geo: where numbers, postcodes and addresses are, and events that say so
///
/// Brief overview: ``NumberPlan`` knows places by the beginning of a phone number, ``PostcodeAreas`` by a
/// postcode of the United Kingdom; their tables are built in. The user brings a ``PostcodeTable``, which a
/// ``PostcodeImport`` made of public ones, and ``AddressDatabases`` (MaxMind's format, by libmaxminddb). An
/// ``EventLocator``, one for each thread, looks for all of these in the fields of encoded events that
/// ``GeoFields`` name, and writes the places into the events.
///
///     var lookup = PlaceLookup()
///     lookup.table = try PostcodeTable("places.geo")
///     var locator = lookup.makeLocator()
///     locator.apply(to: &events, from: start)
///
/// ``GeoExplanation`` says of one value, in words, what the tables make of it and why. A ``PlaceTally`` counts
/// events by their places, and a ``MapPage`` draws them. A ``LookupMeter`` measures.
///
/// A lookup works on bytes and allocates nothing, but for an address that comes for the first time. What
/// cannot be placed with certainty is not placed. Files of users are copied (``FileCopy``) and looked through
/// before anything is read of them. The user's side of all this is docs/geo.md.
package enum Geo {}
