using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reading;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Core.Tests.Reports;

/// <summary>A study on mass cases whose every answer a test chose, closed and ready for its report.</summary>
internal sealed class RatedStudy : IAsyncDisposable
{
    /// <summary>The score of a reader (from 0) for a case (from 0, by number) and arm; null = cannot judge, negative = no answer.</summary>
    public delegate int? Score(int reader, int ratedCase, int arm);

    public required TestPortal Portal { get; init; }

    public required SampleWorld World { get; init; }

    public required StudyId Study { get; init; }

    public static async Task<RatedStudy> CloseAsync(int cases, int readers, Score score, int repeats = 0, bool simulated = false, Func<RatedStudy, Task>? beforeClosing = null)
    {
        var portal = await TestPortal.CreateAsync();
        var world = await SampleWorld.BuildAsync(portal.Services, 2 * cases);
        var design = world.Design(repeats: repeats, simulated: simulated) with { Sampling = new SamplingPlan(DatasetSplit.Test, 7, [new("Mass", cases)]) };
        var study = await world.OpenStudyAsync(design, [.. Enumerable.Range(1, readers).Select(number => $"reader{number}")]);
        var rated = new RatedStudy { Portal = portal, World = world, Study = study };
        await rated.AnswerAsync(score);
        await rated.PredictAsync(world.Models[0], numberOfCase => numberOfCase);
        await rated.PredictAsync(world.Models[1], numberOfCase => numberOfCase % 5);
        if (beforeClosing is not null) await beforeClosing(rated);
        SampleWorld.Done(await portal.Get<CloseStudy>().ExecuteAsync(study, "admin", CancellationToken.None));
        return rated;
    }

    public async Task<ReportDetails> ReportAsync()
    {
        var id = await Portal.Get<CreateReport>().ExecuteAsync(Study, "admin", CancellationToken.None);
        return (await Portal.Get<ReadReport>().ExecuteAsync(id, CancellationToken.None))!;
    }

    public async Task<byte[]> FileAsync(ReportId report, string name) =>
        (await Portal.Get<DownloadReport>().ExecuteAsync(report, name, CancellationToken.None))!.Content;

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Clean predictions of every test case for the label of the study.</summary>
    public async Task PredictAsync(ModelId model, Func<int, double> logit)
    {
        await using var db = Portal.OpenDb();
        var evaluation = new Evaluation
        {
            Id = EvaluationId.New(), ModelId = model, DatasetId = World.DatasetId, Split = DatasetSplit.Test, Branch = NormBranch.Clean, Epsilon = 0,
            Steps = 0, AttackBranch = NormBranch.Clean, SoftwareVersion = SoftwareVersion.Current, CreatedUtc = DateTime.UnixEpoch,
        };
        db.Add(evaluation);
        foreach (var shown in await db.Set<Case>().Where(c => c.DatasetId == World.DatasetId).ToListAsync())
            db.Add(new Prediction { EvaluationId = evaluation.Id, CaseId = shown.Id, Label = "Mass", Logit = logit(shown.Number) });
        await db.SaveChangesAsync();
    }

    private async Task AnswerAsync(Score score)
    {
        await using var db = Portal.OpenDb();
        var question = await db.Set<Question>().SingleAsync(q => q.StudyId == Study);
        var places = await (
            from slot in db.Set<ReadingSlot>()
            join reader in db.Set<StudyReader>() on slot.ReaderId equals reader.Id
            join item in db.Set<StudyItem>() on slot.ItemId equals item.Id
            join arm in db.Set<StudyArm>() on item.ArmId equals (StudyArmId?)arm.Id
            join shown in db.Set<Case>() on item.CaseId equals shown.Id
            where slot.StudyId == Study
            select new { slot.Id, reader.Code, reader.AccountId, shown.Number, arm.Ordinal }).ToListAsync();
        var numbers = places.Select(place => place.Number).Distinct().Order().ToList();
        foreach (var place in places)
        {
            var given = score(place.Code[1] - '1', numbers.IndexOf(place.Number), place.Ordinal);
            if (given < 0) continue;
            var answer = new Answer { SlotId = place.Id, QuestionId = question.Id };
            db.Add(answer);
            var source = new AnswerSource(Guid.NewGuid(), place.AccountId, Portal.Clock.GetUtcNow().UtcDateTime, new Viewing(4000, 4000), "");
            db.Add(answer.Change(given is { } points ? AnswerValue.Scored(points) : AnswerValue.CannotJudge, source));
        }

        await db.SaveChangesAsync();
    }
}
