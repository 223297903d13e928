using System.Text;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Files that are sent piece by piece.</summary>
public sealed class UploadTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_comes_in_pieces_and_a_broken_one_goes_on_where_it_broke()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = portal.Get<Uploads>().Open();
        Assert.Equal(new ReceiveOutcome.Stored(4), await SendAsync(portal, id, "a/labels.csv", 0, 10, "file"));
        await Assert.ThrowsAsync<IOException>(() => portal.Get<ReceiveUpload>().ExecuteAsync(id, "a/labels.csv", 4, 10, new BrokenStream(",N"), Cancelled));

        Assert.Equal(new ReceiveOutcome.Elsewhere(6), await SendAsync(portal, id, "a/labels.csv", 4, 10, ",Nodul"));
        Assert.Equal(new UploadedFile("a/labels.csv", 6, 10), Assert.Single(portal.Get<Uploads>().Read(id)!.Files));
        Assert.Equal(new ReceiveOutcome.Stored(10), await SendAsync(portal, id, "a/labels.csv", 6, 10, "odul"));
        Assert.Equal(new ReceiveOutcome.Stored(10), await SendAsync(portal, id, "a/labels.csv", 0, 10, "file,Nodul"));

        Assert.Equal(new UploadedFile("a/labels.csv", 10, 10), Assert.Single(portal.Get<Uploads>().Read(id)!.Files));
        var ready = Assert.IsType<UnpackOutcome.Ready>(await portal.Get<UnpackUpload>().ExecuteAsync(id, _ => { }, Cancelled));
        Assert.Equal("file,Nodul", await File.ReadAllTextAsync(Path.Combine(ready.Folder, "labels.csv"), Cancelled));
    }

    [Fact]
    public async Task A_file_of_the_same_name_and_another_size_is_not_mixed_with_the_first()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = portal.Get<Uploads>().Open();
        await SendAsync(portal, id, "x.zip", 0, 10, "12345");

        Assert.Equal(new ReceiveOutcome.Stored(3), await SendAsync(portal, id, "x.zip", 0, 7, "abc"));
    }

    [Theory]
    [InlineData("../evil.csv", "E_PATH_TRAVERSAL")]
    [InlineData("a/../../evil.csv", "E_PATH_TRAVERSAL")]
    [InlineData("a\\..\\..\\evil.csv", "E_PATH_TRAVERSAL")]
    [InlineData("/etc/passwd", "E_PATH_TRAVERSAL")]
    [InlineData("C:\\evil.csv", "E_PATH_TRAVERSAL")]
    [InlineData("", "E_INVALID_DATASET")]
    [InlineData("a//b", "E_INVALID_DATASET")]
    [InlineData("a\nb", "E_INVALID_DATASET")]
    [InlineData("name. ", "E_INVALID_DATASET")]
    public async Task A_name_that_leaves_its_folder_or_is_none_is_refused(string name, string code)
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = portal.Get<Uploads>().Open();

        var refused = Assert.IsType<ReceiveOutcome.Refused>(await SendAsync(portal, id, name, 0, 3, "abc"));

        Assert.StartsWith(code, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(portal.Root.Uploads, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task More_than_the_limit_is_refused_before_a_byte_is_taken_and_more_than_was_said_afterwards()
    {
        await using var portal = await TestPortal.CreateAsync();
        var id = portal.Get<Uploads>().Open();
        var receive = new ReceiveUpload(portal.Root, new UploadLimits(Bytes: 10, UnpackedBytes: 10, Files: 2));

        var large = Assert.IsType<ReceiveOutcome.Refused>(await receive.ExecuteAsync(id, "a", 0, 11, new MemoryStream(new byte[11]), Cancelled));
        Assert.Equal(new ReceiveOutcome.Stored(6), await receive.ExecuteAsync(id, "a", 0, 6, new MemoryStream(new byte[6]), Cancelled));
        var together = Assert.IsType<ReceiveOutcome.Refused>(await receive.ExecuteAsync(id, "b", 0, 6, new MemoryStream(new byte[6]), Cancelled));
        Assert.Equal(new ReceiveOutcome.Stored(1), await receive.ExecuteAsync(id, "b", 0, 1, new MemoryStream(new byte[1]), Cancelled));
        var many = Assert.IsType<ReceiveOutcome.Refused>(await receive.ExecuteAsync(id, "c", 0, 1, new MemoryStream(new byte[1]), Cancelled));
        var longer = Assert.IsType<ReceiveOutcome.Refused>(await receive.ExecuteAsync(id, "b", 0, 2, new MemoryStream(new byte[3]), Cancelled));

        Assert.All([large, together, many], refused => Assert.StartsWith("E_RESOURCE_LIMIT", refused.Reason, StringComparison.Ordinal));
        Assert.Contains("more bytes came", longer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_was_discarded_or_never_opened_takes_nothing()
    {
        await using var portal = await TestPortal.CreateAsync();
        var uploads = portal.Get<Uploads>();
        var id = uploads.Open();
        await SendAsync(portal, id, "a", 0, 1, "a");

        uploads.Discard(id);

        Assert.Null(uploads.Read(id));
        Assert.IsType<ReceiveOutcome.NoSuchUpload>(await SendAsync(portal, id, "a", 0, 1, "a"));
        Assert.IsType<UnpackOutcome.Refused>(await portal.Get<UnpackUpload>().ExecuteAsync(id, _ => { }, Cancelled));
        Assert.Empty(Directory.EnumerateFileSystemEntries(portal.Root.Uploads));
    }

    [Fact]
    public async Task Uploads_that_nobody_touched_for_a_week_go_except_the_one_that_waits_to_be_imported()
    {
        await using var portal = await TestPortal.CreateAsync();
        var (waiting, abandoned) = (await ReadyAsync(portal), await ReadyAsync(portal));
        var start = Assert.IsType<StartImportOutcome.Queued>(await portal.Get<StartImport>().ExecuteAsync(new ImportRequest { Name = "Sent", Folder = waiting.Folder! }, "admin", Cancelled));
        portal.Clock.SetUtcNow(DateTimeOffset.Parse("2100-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

        await portal.Get<SweepLeftovers>().ExecuteAsync(Cancelled);

        Assert.Equal((true, false), (Directory.Exists(waiting.Folder), Directory.Exists(abandoned.Folder)));
        Assert.NotEqual(default, start.Job);
    }

    [Fact]
    public async Task Only_its_owner_may_look_into_the_folder_of_uploads()
    {
        await using var portal = await TestPortal.CreateAsync();
        portal.Get<Uploads>().Open();

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(portal.Root.Uploads));
    }

    private static async Task<Upload> ReadyAsync(TestPortal portal)
    {
        var id = portal.Get<Uploads>().Open();
        await SendAsync(portal, id, "labels.csv", 0, 4, "file");
        await portal.Get<UnpackUpload>().ExecuteAsync(id, _ => { }, Cancelled);
        return portal.Get<Uploads>().Read(id)!;
    }

    private static Task<ReceiveOutcome> SendAsync(TestPortal portal, UploadId id, string name, long offset, long total, string piece) =>
        portal.Get<ReceiveUpload>().ExecuteAsync(id, name, offset, total, new MemoryStream(Encoding.UTF8.GetBytes(piece)), Cancelled);

    /// <summary>A connection that is lost after some bytes.</summary>
    private sealed class BrokenStream(string before) : MemoryStream(Encoding.UTF8.GetBytes(before))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var read ? read : throw new IOException("The connection was lost.");
    }
}
