using MemberGrains.Servers.Testing;

namespace MemberGrains.Servers.Tests;

[Needs(SmallDisk = true)]
public sealed class SmallDiskTests
{
    [ServerFact]
    public async Task A_small_disk_is_full_when_it_is_filled_and_has_room_when_it_is_freed()
    {
        await using var disk = await SmallDisk.MountAsync(1);
        string file = Path.Combine(disk.Directory, "file");
        disk.Fill();
        await Assert.ThrowsAsync<IOException>(() => File.WriteAllBytesAsync(file, new byte[4096]));
        disk.Free();
        await File.WriteAllBytesAsync(file, new byte[4096]);
        Assert.Equal(4096, new FileInfo(file).Length);
    }
}
