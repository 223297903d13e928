using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core.Audit;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Core.Studies.Rehearsal;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Studies;

/// <summary>What a rehearsal received stops the opening where anything in it tells the arms apart.</summary>
public sealed class ReceivedLeaksTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ScriptedRehearsal _rehearsal = new();
    private TestPortal _portal = null!;
    private SampleWorld _world = null!;
    private StudyId _study;

    public async ValueTask InitializeAsync()
    {
        _portal = await TestPortal.CreateAsync(services => services.AddSingleton<IReadingRehearsal>(_rehearsal));
        _world = await SampleWorld.BuildAsync(_portal.Services);
        _study = SampleWorld.Done(await _portal.Get<CreateStudy>().ExecuteAsync(_world.Design(perLabel: 4), "admin", Stop));
        SampleWorld.Done(await _portal.Get<AddReaders>().ExecuteAsync(_study, [_world.Accounts["reader1"]], "admin", Stop));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task Where_all_is_the_same_the_study_opens_and_the_log_says_that_it_was_rehearsed()
    {
        SampleWorld.Done(await _portal.Get<OpenStudy>().ExecuteAsync(_study, "admin", Stop));

        await using var db = _portal.OpenDb();
        var opened = await db.Set<AuditEvent>().SingleAsync(e => e.Action == "studies.opened", Stop);
        Assert.Contains($"{_rehearsal.Places} places rehearsed, no leak", opened.Details, StringComparison.Ordinal);
        Assert.Equal(await db.Set<StudyItem>().CountAsync(i => i.StudyId == _study, Stop), _rehearsal.Places);
    }

    [Fact]
    public Task A_header_that_only_one_arm_has() => RefusedAsync("the headers of the map", (arm, place) => arm != 1 ? place : place with { Map = place.Map with { Headers = place.Map.Headers + "\nServer-Timing: 3" } });

    [Fact]
    public Task A_map_of_another_length() => RefusedAsync("the length of the map", (arm, place) => arm != 2 ? place : place with { Map = place.Map with { Length = place.Map.Length + 1 } });

    [Fact]
    public Task A_map_of_another_shape() => RefusedAsync("the size or depth of the map", (arm, place) => arm != 0 ? place : place with { Map = place.Map with { Shape = "00" } });

    [Fact]
    public Task An_image_that_depends_on_the_arm() => RefusedAsync("the image is not the same", (arm, place) => place with { Image = place.Image with { Content = BlobHash.Of([(byte)arm]) } });

    [Fact]
    public Task A_session_that_says_something_else_of_one_arm() => RefusedAsync("what the session says", (arm, place) => arm != 1 ? place : place with { Said = """{"finding":"Mass","window":{"low":1}}""" });

    [Fact]
    public Task A_session_that_names_the_model_of_every_place() => RefusedAsync("the name of a model", (_, place) => place with { Said = """{"finding":"Zebra DualBn"}""" });

    [Fact]
    public Task A_tag_of_the_content_instead_of_the_place() => RefusedAsync("same entity tag", (_, place) => place with { Map = place.Map with { Tag = "\"one\"" } });

    [Fact]
    public Task A_map_that_is_missing() => RefusedAsync("answered with 404", (arm, place) => arm != 1 ? place : place with { Map = place.Map with { Status = 404 } });

    [Fact]
    public Task One_arm_that_is_always_slower() => RefusedAsync("ms later", (arm, place) => place with { Map = place.Map with { Took = TimeSpan.FromMilliseconds(arm == 2 ? 50 : 25) } });

    [Fact]
    public async Task Times_that_differ_by_chance_do_not_stop_it()
    {
        var drawn = new Random(7);
        _rehearsal.Change = (_, place) => place with { Map = place.Map with { Took = TimeSpan.FromMilliseconds(25 + drawn.NextDouble() * 20) } };

        SampleWorld.Done(await _portal.Get<OpenStudy>().ExecuteAsync(_study, "admin", Stop));
    }

    [Fact]
    public async Task The_id_of_a_model_in_a_page_or_a_header()
    {
        _rehearsal.Page = $"<main data-model=\"{_world.Models[1]}\">";

        Assert.Contains(await ReasonsAsync(), reason => reason.Contains("/read holds the id of a model", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_word_of_training_in_a_page()
    {
        _rehearsal.Page = "<p>An adversarial network</p>";

        Assert.Contains(await ReasonsAsync(), reason => reason.Contains("/read says 'adversarial'", StringComparison.Ordinal));
    }

    private async Task RefusedAsync(string because, Func<int, ReceivedPlace, ReceivedPlace> change)
    {
        _rehearsal.Change = change;

        var reasons = await ReasonsAsync();
        Assert.Contains(reasons, reason => reason.StartsWith("Leak test:", StringComparison.Ordinal) && reason.Contains(because, StringComparison.Ordinal));
        await using var db = _portal.OpenDb();
        Assert.Equal(StudyState.Draft, (await db.Set<Study>().SingleAsync(s => s.Id == _study, Stop)).State);
    }

    private async Task<IReadOnlyList<string>> ReasonsAsync() =>
        Assert.IsType<StudyOutcome.Refused>(await _portal.Get<OpenStudy>().ExecuteAsync(_study, "admin", Stop)).Reasons;

    /// <summary>Receives what a sound portal would send, with one change.</summary>
    private sealed class ScriptedRehearsal : IReadingRehearsal
    {
        public Func<int, ReceivedPlace, ReceivedPlace> Change { get; set; } = (_, place) => place;

        public string Page { get; set; } = "<main>";

        public int Places { get; private set; }

        public Task<Received> ReadAsync(RehearsedStudy study, IProgress<FilesProgress>? progress, CancellationToken cancellationToken)
        {
            var arms = study.Arms.Select(arm => arm.Id).ToList();
            var places = study.Places.Select(place => Change(arms.FindIndex(arm => arm == place.Value.ArmId), Sound(place.Key, place.Value))).ToList();
            Places = places.Count;
            return Task.FromResult(new Received([new ReceivedText("/read", Page)], places));
        }

        private static ReceivedPlace Sound(Guid slot, StudyItem item) => new(
            slot, """{"finding":"Mass","window":{"low":0}}""",
            new ReceivedPicture(200, "Content-Type: application/octet-stream", $"\"{slot:N}\"", 1040, "20", BlobHash.Of(item.CaseId.Value.ToByteArray()), TimeSpan.FromMilliseconds(4)),
            new ReceivedPicture(200, "Content-Type: application/octet-stream", $"\"{slot:N}\"", 3088, "20", BlobHash.Of(item.SaliencyMapId.Value.ToByteArray()), TimeSpan.FromMilliseconds(25)));
    }
}
