using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace StudyPortal.Browser.Tests.Faults;

/// <summary>A file system of its own in memory, small enough to be filled to the last byte.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int BytesAtOnce = 4096;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    private string Filler => Path.Combine(Folder, "filler");

    /// <summary>Skips the test, with the reason, where this machine does not let it mount one.</summary>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux mounts a small disk in memory.");
        var folder = Directory.CreateTempSubdirectory("studyportal-disk-").FullName;
        var refusal = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
        if (refusal.Length > 0) Directory.Delete(folder);
        Assert.SkipUnless(refusal.Length == 0, $"A small disk needs the right to mount one (root): {refusal}");
        return new SmallDisk(folder);
    }

    /// <summary>Until not one more block fits.</summary>
    public void Fill()
    {
        using var file = File.Create(Filler, BytesAtOnce);
        var block = new byte[BytesAtOnce];
        try
        {
            while (true)
            {
                file.Write(block);
                file.Flush();
            }
        }
        catch (IOException)
        {
            return;
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <summary>Mounts it anew for reading alone, as a disk with errors is, or for writing again; no file may be open for writing.</summary>
    public async Task AllowAsync(bool writing)
    {
        SqliteConnection.ClearAllPools();
        var refusal = await RunAsync("mount", "-o", writing ? "remount,rw" : "remount,ro", Folder);
        if (refusal.Length > 0) throw new InvalidOperationException(refusal);
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What the command complained about; empty when it did what it should.</summary>
    private static async Task<string> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        var complaint = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? "" : complaint.Trim();
    }
}
