using System.Text.Json;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reading;

/// <summary>An open study and its first reader at his first case.</summary>
internal sealed class Room : IAsyncDisposable
{
    public required TestPortal Portal { get; init; }

    public required SampleWorld World { get; init; }

    public required StudyId Study { get; init; }

    public required ReadingSession Session { get; init; }

    public Guid Reader => World.Accounts["reader1"];

    public DateTime Now => Portal.Clock.GetUtcNow().UtcDateTime;

    public static async Task<Room> OpenAsync(Func<StudyDesign, StudyDesign>? change = null, TestPortal? on = null)
    {
        var portal = on ?? await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services);
        var study = await world.OpenStudyAsync(change is null ? world.Design() : change(world.Design()), "reader1", "reader2");
        var session = await portal.Get<ReadSession>().ExecuteAsync(study, world.Accounts["reader1"], CancellationToken.None);
        return new Room { Portal = portal, World = world, Study = study, Session = session! };
    }

    public Question Question => Session.Questions[0];

    public AnswerSubmission Submission(int place, AnswerValue value, int version = 0) =>
        new(Session.Places[place].Id, Question.Id, Reader, Guid.NewGuid(), version, value.Json is { } json ? JsonSerializer.Deserialize<JsonElement>(json) : null, new Viewing(1500, 1200));

    public AnswerValue? Answer(ReadingSession session, int place) => session.Places[place].Answers.GetValueOrDefault(Question.Id)?.Value;

    public Task<SubmitOutcome> SubmitAsync(AnswerSubmission submission) => Portal.Get<SubmitAnswer>().ExecuteAsync(submission, CancellationToken.None);

    public async Task<ReadingSession> SessionAsync() => (await Portal.Get<ReadSession>().ExecuteAsync(Study, Reader, CancellationToken.None))!;

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
