using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Studies;
using StudyPortal.Testing;

namespace StudyPortal.Browser.Tests.Shell;

/// <summary>Something to show on every page: an evaluated and analysed model, a study in each state, a closed one with its report, a running job, an invitation.</summary>
internal sealed record FilledPortal(Guid Dataset, Guid Model, Guid Draft, Guid Pilot, Guid Open, Guid Paused, Guid Closed, Guid Archived, Guid Report, Guid Job, string Invitation)
{
    public static async Task<FilledPortal> BuildAsync(PortalFixture fixture)
    {
        var world = fixture.World;
        await EvaluateAsync(fixture);
        await SampleAnalyses.StoreAsync(fixture.Get<StoreAnalysis>(), world.Models[0], world.DatasetId);
        var draft = SampleWorld.Done(await fixture.Get<CreateStudy>().ExecuteAsync(world.Design("Not read yet"), "admin", CancellationToken.None));
        var pilot = SampleWorld.Done(await fixture.Get<CreateStudy>().ExecuteAsync(world.Design("Being tried", simulated: true), "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<AddReaders>().ExecuteAsync(pilot, [world.Accounts["reader1"], world.Accounts["reader2"]], "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<StartPilot>().ExecuteAsync(pilot, 6, "admin", null, CancellationToken.None));
        SampleWorld.Done(await fixture.Get<SimulateRatings>().ExecuteAsync(pilot, 1, "admin", CancellationToken.None));
        var open = await world.OpenStudyAsync(world.Design("Being read"), "reader1", "reader2");
        var paused = await world.OpenStudyAsync(world.Design("Read later"), "reader1");
        SampleWorld.Done(await fixture.Get<PauseStudy>().ExecuteAsync(paused, "admin", CancellationToken.None));
        var closed = await world.OpenStudyAsync(world.Design("Was read", simulated: true), "reader1", "reader2", "reader3");
        SampleWorld.Done(await fixture.Get<SimulateRatings>().ExecuteAsync(closed, 1, "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<CloseStudy>().ExecuteAsync(closed, "admin", CancellationToken.None));
        var report = await fixture.Get<CreateReport>().ExecuteAsync(closed, "admin", CancellationToken.None);
        var archived = await world.OpenStudyAsync(world.Design("Read long ago", simulated: true), "reader1", "reader2");
        SampleWorld.Done(await fixture.Get<CloseStudy>().ExecuteAsync(archived, "admin", CancellationToken.None));
        SampleWorld.Done(await fixture.Get<ArchiveStudy>().ExecuteAsync(archived, "admin", CancellationToken.None));
        var invited = (InviteOutcome.Created)await fixture.Get<InviteAccount>().ExecuteAsync("ada@example.org", Roles.Reader, "admin", CancellationToken.None);
        return new FilledPortal(
            world.DatasetId.Value, world.Models[0].Value, draft.Value, pilot.Value, open.Value, paused.Value, closed.Value, archived.Value, report.Value, (await RunningJobAsync(fixture)).Value, invited.Token);
    }

    private static async Task EvaluateAsync(PortalFixture fixture)
    {
        await using var db = await fixture.Get<IDbContextFactory<PortalDb>>().CreateDbContextAsync();
        var cases = await db.Set<Case>().AsNoTracking().OrderBy(c => c.Number).ToListAsync();
        var request = EvaluateRequest.Clean(fixture.World.Models[0], fixture.World.DatasetId, DatasetSplit.Test, NormBranch.Clean);
        await fixture.Get<StorePredictions>().ExecuteAsync(
            request, [.. cases.Select(c => new CaseLogits(c.Id, [c.Number % 5, c.Number % 3]))], CancellationToken.None);
    }

    private static async Task<JobId> RunningJobAsync(PortalFixture fixture)
    {
        var job = await fixture.Get<EnqueueJob>().ExecuteAsync(JobKind.Train, "Train a model", new { }, "admin", CancellationToken.None);
        await fixture.Get<BeginJob>().ExecuteAsync(job, "cpu", CancellationToken.None);
        var news = new JobNews(0.4, "Epoch 2 of 5", 30, [new("loss", 1, 0.7), new("loss", 2, 0.6)], [new(DateTime.UnixEpoch, "Epoch 1 done")]);
        await fixture.Get<RecordProgress>().ExecuteAsync(job, news, CancellationToken.None);
        return job;
    }
}
