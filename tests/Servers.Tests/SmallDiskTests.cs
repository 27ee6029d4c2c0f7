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

    [ServerFact]
    public async Task What_a_killed_process_left_mounted_is_swept_and_what_a_living_one_has_stays()
    {
        var (left, held) = (Directory.CreateTempSubdirectory(TemporaryPlace.Prefix), Directory.CreateTempSubdirectory(TemporaryPlace.Prefix));
        foreach (var root in new[] { left, held }) await SmallDisk.MountAsync(1, root.CreateSubdirectory("disk").FullName);
        // As the next process finds them: no longer young, and only one with an owner.
        var owner = new FileStream(Path.Combine(held.FullName, TemporaryPlace.OwnerFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        foreach (var root in new[] { left, held }) root.LastWriteTimeUtc = DateTime.UnixEpoch;

        TemporaryPlace.Sweep();

        Assert.Empty(SmallDisk.Below(left.FullName));
        Assert.False(Directory.Exists(left.FullName));
        Assert.Single(SmallDisk.Below(held.FullName));
        await owner.DisposeAsync();
        held.LastWriteTimeUtc = DateTime.UnixEpoch;
        TemporaryPlace.Sweep();
        Assert.False(Directory.Exists(held.FullName));
    }
}
