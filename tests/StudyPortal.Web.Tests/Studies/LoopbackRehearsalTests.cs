using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Forms;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Testing;

namespace StudyPortal.Web.Tests.Studies;

/// <summary>Before a study opens, a second portal serves it to an invented reader, who asks for all there is.</summary>
public sealed class LoopbackRehearsalTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly LivePortal _portal = LivePortal.Start();
    private SampleWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await SampleWorld.BuildAsync(_portal.Services);

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sound_study_opens_after_every_place_of_it_was_received(bool inTwoSteps)
    {
        var design = _world.Design();
        if (inTwoSteps) design = design with { Questions = [new QuestionDesign("Where?", new MarksForm([MarkShape.Point], ["Finding"], 3)) { Step = ReadingStep.ImageAlone }, .. design.Questions] };
        var study = await _world.OpenStudyAsync(design, "reader1");

        await using var db = await DatabaseAsync();
        var items = await db.Set<StudyItem>().CountAsync(item => item.StudyId == study, Stop);
        var opened = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "studies.opened", Stop);
        Assert.Contains($"{items} places rehearsed, no leak", opened.Details, StringComparison.Ordinal);
        Assert.Null(await db.Users.SingleOrDefaultAsync(account => account.Email == RehearsedStudy.Reader, Stop));
        Assert.Empty(Directory.EnumerateDirectories(_portal.Services.GetRequiredService<DataRoot>().Work));
        Assert.True(File.Exists(_portal.Services.GetRequiredService<BlobStore>().PathOf(await db.Set<SaliencyMap>().OrderBy(map => map.CreatedUtc).Select(map => map.Rendering).FirstAsync(Stop))));
    }

    [Fact]
    public async Task It_receives_pages_session_hub_and_pixels_as_a_browser_does()
    {
        var study = await DraftAsync();
        var progress = new List<FilesProgress>();
        var received = await ReadAsync(study, new Told(progress));

        Assert.Equal(["/read", $"/read/{study}", $"/reading/studies/{study}/session", "/hubs/progress/negotiate?negotiateVersion=1"], received.Texts.Select(text => text.Where));
        Assert.Contains("<main id=\"room\"", received.Texts[1].Content, StringComparison.Ordinal);
        Assert.StartsWith("403", received.Texts[3].Content, StringComparison.Ordinal);
        Assert.All(received.Places, place => Assert.Equal((200, 200), (place.Image.Status, place.Map.Status)));
        Assert.All(received.Places, place => Assert.True(place.Map.Took > TimeSpan.FromMilliseconds(20), $"A map came after {place.Map.Took}."));
        Assert.All(received.Places, place => Assert.NotNull(JsonSerializer.Deserialize<JsonElement>(place.Said).GetProperty("finding").GetString()));
        Assert.Equal(Enumerable.Range(1, received.Places.Count), progress.Select(p => p.Done));
    }

    [Fact]
    public async Task A_study_that_names_a_model_in_its_data_is_refused_with_the_place_that_says_it()
    {
        var study = await DraftAsync();
        await _portal.ExecuteSqlAsync("UPDATE Models SET Name = (SELECT json_extract(SamplingJson, '$.cases[0].targetLabel') FROM Studies LIMIT 1) WHERE Id = (SELECT ModelId FROM StudyArms LIMIT 1)", Stop);

        var refused = Assert.IsType<StudyOutcome.Refused>(await _portal.Services.GetRequiredService<OpenStudy>().ExecuteAsync(study, "admin", Stop));

        Assert.Contains(refused.Reasons, reason => reason.StartsWith("Leak test:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_of_the_portal_goes_on_after_it()
    {
        await _world.OpenStudyAsync(_world.Design(), "reader1");

        Assert.Same(Serilog.Core.Logger.None, Serilog.Log.Logger);
    }

    private async Task<StudyId> DraftAsync()
    {
        var study = SampleWorld.Done(await _portal.Services.GetRequiredService<CreateStudy>().ExecuteAsync(_world.Design(), "admin", Stop));
        return SampleWorld.Done(await _portal.Services.GetRequiredService<AddReaders>().ExecuteAsync(study, [_world.Accounts["reader1"]], "admin", Stop));
    }

    private async Task<Received> ReadAsync(StudyId study, IProgress<FilesProgress> progress)
    {
        var heard = new Heard(_portal.Services.GetRequiredService<IReadingRehearsal>());
        var services = _portal.Services;
        var rehearse = new RehearseReading(
            services.GetRequiredService<IDbContextFactory<PortalDb>>(), services.GetRequiredService<DataRoot>(), services.GetRequiredService<BlobStore>(), TimeProvider.System, [heard]);
        Assert.IsType<StudyOutcome.Done>(await rehearse.ExecuteAsync(study, progress, Stop));
        return heard.Received!;
    }

    private async Task<PortalDb> DatabaseAsync() => await _portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(Stop);

    private sealed class Heard(IReadingRehearsal inner) : IReadingRehearsal
    {
        public Received? Received { get; private set; }

        public async Task<Received> ReadAsync(RehearsedStudy study, IProgress<FilesProgress>? progress, CancellationToken cancellationToken) =>
            Received = await inner.ReadAsync(study, progress, cancellationToken);
    }

    private sealed class Told(List<FilesProgress> progress) : IProgress<FilesProgress>
    {
        public void Report(FilesProgress value) => progress.Add(value);
    }
}
