// # Brief overview
//
// LogInput turns what a user names on a command line into blocks of whole lines. It knows files and
// bytes, and no pattern.
//
//     InputDiscovery   FILE | DIR | GLOB | "-"  ->  InputFile...
//     ByteSource       one InputFile            ->  its bytes, decompressed
//     BlockReader      one ByteSource           ->  InputBlock...
//     BlockPool        keeps the memory of blocks that are gone
//
// Example:
//
//     let (files, problems) = InputDiscovery.resolve(["logs"])
//     let pool = BlockPool()
//     for file in files {
//       let reader = BlockReader(source: try ByteSource(file), pool: pool)
//       while let block = try reader.next() {
//         block.withBytes { bytes in count += bytes.count }
//       }
//     }
//
// For files that are written to, in the folder Follow:
//
//     FileWatch           FILE | DIR | GLOB, now or later  ->  FollowedFile..., and which of them changed
//     WatchSubscription   what one reader is told of that
//     FollowedFile        one file under whatever names, read at any place
//
// A reader is used by one thread at a time; blocks may be handed to others. What can be read of a
// damaged input comes out first, then the reader throws.
