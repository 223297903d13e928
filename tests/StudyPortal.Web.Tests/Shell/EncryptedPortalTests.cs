using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Storage;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Shell;

/// <summary>The portal with <c>Storage:BlobKeys</c> set.</summary>
public sealed class EncryptedPortalTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly LivePortal _portal = LivePortal.Start(settings: new Dictionary<string, string> { [BlobKeys.Name] = Convert.ToBase64String(new byte[32]) });
    private SampleWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await SampleWorld.BuildAsync(_portal.Services);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    /// <summary>The rehearsal before it opens reads the same files through a second portal.</summary>
    [Fact]
    public async Task A_study_is_rehearsed_opened_and_its_images_and_maps_are_served_and_none_lies_plain_on_disk()
    {
        var study = await _world.OpenStudyAsync(_world.Design(), "reader1");
        var session = (await _portal.Services.GetRequiredService<ReadSession>().ExecuteAsync(study, _world.Accounts["reader1"], Stop))!;
        using var reader = await _portal.EnterAsync(_world.Accounts["reader1"]);

        foreach (var part in new[] { "pixels", "map" })
        {
            using var answer = await reader.GetAsync($"/reading/slots/{session.Places[0].Id}/{part}", Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True((await answer.Content.ReadAsByteArrayAsync(Stop)).Length > 1000, part);
        }

        await using var db = await _portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);
        Assert.Contains("places rehearsed, no leak", (await db.Set<AuditEvent>().SingleAsync(e => e.Action == "studies.opened", Stop)).Details, StringComparison.Ordinal);
        var blobs = Directory.GetFiles(_portal.Services.GetRequiredService<DataRoot>().Blobs, "*", SearchOption.AllDirectories);
        Assert.NotEmpty(blobs);
        byte[] begin = [0xE9, .. "SPblob"u8];
        Assert.All(blobs, file => Assert.Equal(begin, File.ReadAllBytes(file)[..begin.Length]));
    }

    [Fact]
    public async Task Weights_are_given_whole_and_in_part()
    {
        var content = new byte[150_000];
        new Random(1).NextBytes(content);
        var file = Path.Combine(_portal.Services.GetRequiredService<DataRoot>().Work, "large.pth");
        await File.WriteAllBytesAsync(file, content, Stop);
        var described = new NewModel
        {
            Name = "Large", Architecture = "resnet18", Width = 4, InputChannels = 1, InputSize = 32, Variant = ModelVariant.Standard,
            Labels = ["Mass"], Origin = ModelOrigin.Imported, CreatedBy = "tester",
        };
        var model = await _portal.Services.GetRequiredService<RegisterModel>().ExecuteAsync(described, file, Stop);
        using var researcher = await _portal.EnterAsync(_world.Accounts["researcher"]);
        using var program = _portal.WithToken(await _portal.TokenAsync(_world.Accounts["researcher"], "notebook"));

        using var whole = await researcher.GetAsync($"/models/{model}/weights", Stop);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/models/{model}/weights") { Headers = { Range = new RangeHeaderValue(65_530, 65_549) } };
        using var part = await program.SendAsync(request, Stop);

        Assert.Equal((150_000, HttpStatusCode.PartialContent), (whole.Content.Headers.ContentLength, part.StatusCode));
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync(Stop));
        Assert.Equal(content[65_530..65_550], await part.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task A_host_that_was_given_another_key_is_not_ready_and_says_why_of_a_file()
    {
        var root = _portal.Services.GetRequiredService<DataRoot>();
        await using var other = LivePortal.Start(settings: new Dictionary<string, string> { ["DataRoot"] = root.Folder, [BlobKeys.Name] = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]) });
        using var anybody = other.NewClient();
        using var researcher = await other.EnterAsync(_world.Accounts["researcher"]);

        using var ready = await anybody.GetAsync("/health/ready", Stop);
        using var weights = await researcher.GetAsync($"/models/{_world.Models[0]}/weights", Stop);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable), (ready.StatusCode, weights.StatusCode));
        Assert.Contains("encrypted under a key that Storage:BlobKeys does not hold", await ready.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }
}
