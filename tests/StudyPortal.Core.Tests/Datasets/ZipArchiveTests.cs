using System.IO.Compression;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Archives that mean harm, and those that do not.</summary>
public sealed class ZipArchiveTests
{
    private static readonly UploadLimits Small = new(Bytes: 1 << 20, UnpackedBytes: 1 << 20, Files: 5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_of_a_folder_becomes_that_folder_and_is_removed()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = await SendAsync(portal, Zip(("set/labels.csv", "file"), ("set/images/a.txt", "a"), ("__MACOSX/set/._a", "x"), ("set/.DS_Store", "x")));

        var ready = Assert.IsType<UnpackOutcome.Ready>(await portal.Get<UnpackUpload>().ExecuteAsync(id, _ => { }, Cancelled));

        Assert.Equal("set", Path.GetFileName(ready.Folder));
        Assert.Equal(["images/a.txt", "labels.csv"], Directory.EnumerateFiles(ready.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(ready.Folder, file)).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(portal.Root.Uploads, "*.zip", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("../../evil.txt", "E_PATH_TRAVERSAL")]
    [InlineData("..\\evil.txt", "E_PATH_TRAVERSAL")]
    [InlineData("/abs.txt", "E_PATH_TRAVERSAL")]
    [InlineData("C:/abs.txt", "E_PATH_TRAVERSAL")]
    [InlineData("inner.zip", "E_UNSUPPORTED_FORMAT: \"inner.zip\" is a zip inside the zip")]
    [InlineData("OK.txt", "E_INVALID_DATASET: \"OK.txt\" is in the zip twice")]
    [InlineData("ok.txt/below", "E_INVALID_DATASET: \"ok.txt\" is in the zip twice")]
    public async Task An_entry_that_is_no_plain_file_of_the_folder_refuses_the_archive(string name, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();

        var refused = await RefusedAsync(portal, Zip(("ok.txt", "a"), (name, "b")), UploadLimits.Default);

        Assert.Contains(reason, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_without_a_name_refuses_the_archive()
    {
        await using var portal = await TestPortal.CreateAsync();

        var refused = await RefusedAsync(portal, Nameless(), UploadLimits.Default);

        Assert.Contains("E_INVALID_DATASET: an entry of the zip has no name", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0xA1FF, "is a link or a device")]
    [InlineData(0x61B6, "is a link or a device")]
    public async Task A_link_or_a_device_is_refused(int mode, string reason)
    {
        await using var portal = await TestPortal.CreateAsync();
        var zip = Zip(archive => archive.CreateEntry("link").ExternalAttributes = mode << 16);

        var refused = await RefusedAsync(portal, zip, UploadLimits.Default);

        Assert.Contains($"E_PATH_TRAVERSAL: \"link\" {reason}", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_is_refused_by_what_it_tells_before_it_is_unpacked()
    {
        await using var portal = await TestPortal.CreateAsync();
        var bomb = Zip(archive =>
        {
            using var content = archive.CreateEntry("big.bin").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 110; i++) content.Write(zeros);
        });

        Assert.Contains("E_RESOURCE_LIMIT: \"big.bin\" unpacks from", await RefusedAsync(portal, bomb, UploadLimits.Default), StringComparison.Ordinal);
        Assert.Contains("E_RESOURCE_LIMIT", await RefusedAsync(portal, Zip([.. Enumerable.Range(0, 6).Select(i => ($"{i}", "x"))]), Small), StringComparison.Ordinal);
        Assert.Contains("E_RESOURCE_LIMIT", await RefusedAsync(portal, Zip(("large", new string('x', (1 << 20) + 1))), Small), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_size_that_is_told_too_small_is_found_while_unpacking()
    {
        await using var portal = await TestPortal.CreateAsync();
        var lying = Zip(("a.txt", new string('x', 5000)));
        // The size of the contents stands in the list of files at its 24th byte.
        var list = lying.AsSpan().LastIndexOf("PK\x1\x2"u8);
        BitConverter.TryWriteBytes(lying.AsSpan(list + 24), 10);

        var refused = await RefusedAsync(portal, lying, UploadLimits.Default);

        Assert.Matches("E_RESOURCE_LIMIT|E_UNSUPPORTED_FORMAT", refused);
    }

    [Fact]
    public async Task What_is_no_archive_or_was_cut_short_is_refused()
    {
        await using var portal = await TestPortal.CreateAsync();
        var whole = Zip(("a.txt", "hello"), ("b.txt", "hello"));

        Assert.Contains("E_UNSUPPORTED_FORMAT: the zip has no end", await RefusedAsync(portal, whole[..^30], UploadLimits.Default), StringComparison.Ordinal);
        Assert.Contains("E_UNSUPPORTED_FORMAT", await RefusedAsync(portal, "not a zip"u8.ToArray(), UploadLimits.Default), StringComparison.Ordinal);
        Assert.Contains("E_INVALID_DATASET: the zip holds no file", await RefusedAsync(portal, Zip([]), UploadLimits.Default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_byte_that_is_changed_in_an_archive_leads_to_anything_but_a_refusal()
    {
        await using var portal = await TestPortal.CreateAsync();
        var whole = Zip(("set/a.txt", "hello"), ("set/b.txt", new string('b', 300)));
        var random = new Random(20211);
        for (var i = 0; i < 400; i++)
        {
            var changed = (byte[])whole.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var id = await SendAsync(portal, changed);
            _ = await new UnpackUpload(portal.Root, Small).ExecuteAsync(id, _ => { }, Cancelled);
            portal.Get<Uploads>().Discard(id);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(portal.Root.Uploads));
    }

    [Fact]
    public async Task The_archives_among_the_samples_are_refused_as_they_should_be()
    {
        var samples = RepositoryFolder.Of("../shared/samples/malformed");
        Assert.SkipUnless(Directory.Exists(samples), "The samples are not beside the repository.");
        await using var portal = await TestPortal.CreateAsync();

        Assert.Contains("E_PATH_TRAVERSAL", await RefusedAsync(portal, await File.ReadAllBytesAsync(Path.Combine(samples, "zip_slip.zip"), Cancelled), UploadLimits.Default), StringComparison.Ordinal);
        Assert.Contains("E_RESOURCE_LIMIT", await RefusedAsync(portal, await File.ReadAllBytesAsync(Path.Combine(samples, "zip_bomb.zip"), Cancelled), UploadLimits.Default), StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(TestPortal portal, byte[] zip, UploadLimits limits)
    {
        var id = await SendAsync(portal, zip);
        var refused = Assert.IsType<UnpackOutcome.Refused>(await new UnpackUpload(portal.Root, limits).ExecuteAsync(id, _ => { }, Cancelled));
        Assert.Equal("set.zip", Assert.Single(portal.Get<Uploads>().Read(id)!.Files).Name);
        Assert.Equal("set.zip", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(Path.Combine(portal.Root.Uploads, id.ToString()), "*", SearchOption.AllDirectories))));
        return refused.Reason;
    }

    private static async Task<UploadId> SendAsync(TestPortal portal, byte[] zip)
    {
        var id = portal.Get<Uploads>().Open();
        Assert.Equal(new ReceiveOutcome.Stored(zip.Length), await portal.Get<ReceiveUpload>().ExecuteAsync(id, "set.zip", 0, zip.Length, new MemoryStream(zip), Cancelled));
        return id;
    }

    /// <summary>One empty file; .NET writes none whose name is empty.</summary>
    private static byte[] Nameless()
    {
        const int headLength = 30, listLength = 46;
        var zip = new byte[headLength + listLength + 22];
        "PK\x3\x4"u8.CopyTo(zip);
        "PK\x1\x2"u8.CopyTo(zip.AsSpan(headLength));
        var end = zip.AsSpan(headLength + listLength);
        "PK\x5\x6"u8.CopyTo(end);
        (end[8], end[10], end[12], end[16]) = (1, 1, listLength, headLength);
        return zip;
    }

    private static byte[] Zip(params (string Name, string Text)[] files) => Zip(archive =>
    {
        foreach (var (name, text) in files)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) fill(archive);
        return file.ToArray();
    }
}
