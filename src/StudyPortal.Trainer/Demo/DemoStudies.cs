using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies;

namespace StudyPortal.Trainer.Demo;

/// <summary>The two studies of the demo: one that a program has read and that has a report, one that waits for the six demo readers.</summary>
internal sealed class DemoStudies(
    ListStudies studies, CreateStudy create, AddReaders addReaders, ListDemoAccounts accounts, RequestStudyMaps maps, RunJobNow run,
    OpenStudy open, SimulateRatings simulate, CloseStudy close, CreateReport report)
{
    private const int Seed = 20211;

    private static readonly string[] Labels = ["Mass", "Effusion", "Cardiomegaly"];

    /// <summary>The demo's own study, read by simulation.</summary>
    public Task<ReportId> EnsureReadAsync(DatasetId dataset, IReadOnlyList<ModelId> models, CancellationToken cancellationToken) =>
        EnsureReadAsync(Design("Chest phantoms, read by simulation", dataset, models, casesPerLabel: 8, repeats: 4, isSimulated: true), cancellationToken);

    /// <summary>Makes the study, reads it by simulation, closes and reports; takes up wherever it was interrupted.</summary>
    public async Task<ReportId> EnsureReadAsync(StudyDesign design, CancellationToken cancellationToken)
    {
        var study = await EnsureOpenAsync(design, cancellationToken);
        if (await StateAsync(study, cancellationToken) == StudyState.Open)
        {
            Require(await simulate.ExecuteAsync(study, Seed, DemoWalk.Actor, cancellationToken));
            Require(await close.ExecuteAsync(study, DemoWalk.Actor, cancellationToken));
        }

        return await report.ExecuteAsync(study, DemoWalk.Actor, cancellationToken);
    }

    /// <summary>Opens a study for the demo readers.</summary>
    public Task<StudyId> EnsureWaitingAsync(DatasetId dataset, IReadOnlyList<ModelId> models, CancellationToken cancellationToken) =>
        EnsureOpenAsync(Design("Chest phantoms, for you to read", dataset, models, casesPerLabel: 4, repeats: 0, isSimulated: false), cancellationToken);

    private async Task<StudyId> EnsureOpenAsync(StudyDesign design, CancellationToken cancellationToken)
    {
        var study = await FindAsync(design.Name, cancellationToken)
            ?? Require(await create.ExecuteAsync(design, DemoWalk.Actor, cancellationToken));
        if (await StateAsync(study, cancellationToken) != StudyState.Draft) return study;

        var readers = (await accounts.ExecuteAsync(cancellationToken)).Where(account => account.Role == Roles.Reader);
        Require(await addReaders.ExecuteAsync(study, [.. readers.Select(reader => reader.Id)], DemoWalk.Actor, cancellationToken));
        if (await run.LeftOpenAsync(JobKind.Explain, "", cancellationToken) is { } left) await run.ExecuteAsync(left, _ => { }, cancellationToken);
        if (await maps.ExecuteAsync(study, DemoWalk.Actor, cancellationToken) is { } job) await run.ExecuteAsync(job, _ => { }, cancellationToken);
        return Require(await open.ExecuteAsync(study, DemoWalk.Actor, cancellationToken));
    }

    private static StudyDesign Design(string name, DatasetId dataset, IReadOnlyList<ModelId> models, int casesPerLabel, int repeats, bool isSimulated) => new(
        name,
        "Synthetic images: drawn chests with drawn findings, not patients. Rate how well each coloured map points to what matters in the image.",
        dataset,
        [.. models.Select(model => new ArmDesign(model, NormBranch.Clean))],
        SaliencyMethods.InputGradient,
        new SamplingPlan(DatasetSplit.Test, Seed, [.. Labels.Select(label => new StratumPlan(label, casesPerLabel))]),
        [QuestionDesign.Default],
        new OrderPlan(Seed, MinimumDistance: 6, repeats),
        isSimulated);

    private async Task<StudyId?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await studies.ExecuteAsync(cancellationToken)).SingleOrDefault(study => study.Name == name)?.Id;

    private async Task<StudyState> StateAsync(StudyId id, CancellationToken cancellationToken) =>
        (await studies.ExecuteAsync(cancellationToken)).Single(study => study.Id == id).State;

    private static StudyId Require(StudyOutcome outcome) => outcome switch
    {
        StudyOutcome.Done done => done.Id,
        StudyOutcome.Refused refused => throw new InvalidOperationException(string.Join(" ", refused.Reasons)),
        _ => throw new InvalidOperationException($"A study does not end as {outcome.GetType().Name}."),
    };
}
