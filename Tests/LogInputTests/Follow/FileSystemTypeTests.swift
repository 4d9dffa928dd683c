import LogInput
import Testing

@Suite("FileSystemType")
struct FileSystemTypeTests {
  @Test(
    "F50: file systems of other machines are polled",
    arguments: [
      (0x6969, "NFS"), (0xFF53_4D42, "CIFS"), (0xFE53_4D42, "SMB2"), (0x517B, "SMB"),
      (0x6573_5546, "FUSE"), (0x0102_1997, "9p"), (0x0BD0_0BD0, "Lustre"), (0x00C3_6400, "Ceph"),
    ])
  func polled(_ number: UInt32, _ name: String) {
    let type = FileSystemType(number: number)
    #expect(type.needsPolling)
    #expect(type.name == name)
  }

  @Test(
    "F50: file systems that only this machine writes to give notices",
    arguments: [
      (0xEF53, "ext4"), (0x5846_5342, "XFS"), (0x9123_683E, "btrfs"), (0x0102_1994, "tmpfs"),
      (0x794C_7630, "overlayfs"), (0x2FC1_2FC1, "ZFS"), (0xF2F5_2010, "F2FS"), (0, "none"),
    ])
  func notices(_ number: UInt32, _ name: String) {
    #expect(!FileSystemType(number: number).needsPolling)
  }
}
