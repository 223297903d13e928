using System.CommandLine;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Saliency;
using StudyPortal.Core.Studies;
using StudyPortal.Trainer.Demo;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>rehearse</c>: a study on a data set of one's own from the sample to the report, rated by a program before people are asked.</summary>
internal static class RehearseVerb
{
    private const int MinimumDistance = 6, Seed = 1;

    public static Command Create()
    {
        var data = new DataOption();
        var dataset = new Option<string>("--dataset") { Description = "Name of the data set.", Required = true };
        var models = new Option<string[]>("--models") { Description = "Names of the models to compare.", Required = true, AllowMultipleArgumentsPerToken = true };
        var labels = new Option<string[]?>("--labels") { Description = "The labels to draw cases for; all that every model knows without it.", AllowMultipleArgumentsPerToken = true };
        var split = new Option<DatasetSplit>("--split") { Description = "train, validation or test.", DefaultValueFactory = _ => DatasetSplit.Test };
        var cases = new Option<int>("--cases") { Description = "At most so many cases per label.", DefaultValueFactory = _ => 8 };
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the report's files.", Required = true };
        var verb = new Command("rehearse", "Make maps, a study and its report, with six simulated readers.") { dataset, models, labels, split, cases, folder, data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), cancellationToken);
            var set = await SaliencyVerb.DatasetAsync(portal, parsed.GetRequiredValue(dataset), cancellationToken);
            var arms = new List<Model>();
            foreach (var name in parsed.GetRequiredValue(models)) arms.Add(await SaliencyVerb.ModelAsync(portal, name, cancellationToken));
            var strata = Strata(set, arms, parsed.GetValue(labels), parsed.GetValue(cases));
            var sampling = await SamplingAsync(portal, set, new SamplingPlan(parsed.GetValue(split), Seed, strata), cancellationToken);
            await RunAsync(portal, Design(set, arms, sampling), parsed.GetRequiredValue(folder), parsed.InvocationConfiguration.Output, cancellationToken);
        });
        return verb;
    }

    private static List<StratumPlan> Strata(DatasetDetails set, List<Model> arms, string[]? labels, int cases)
    {
        var chosen = labels is { Length: > 0 } named ? named : set.Labels.Where(label => arms.All(arm => arm.Labels.Contains(label)));
        return [.. chosen.Select(label => new StratumPlan(label, cases))];
    }

    /// <summary>The plan with no more cases than there are.</summary>
    private static async Task<SamplingPlan> SamplingAsync(HeadlessPortal portal, DatasetDetails set, SamplingPlan asked, CancellationToken cancellationToken)
    {
        var preview = await portal.Get<PreviewSample>().ExecuteAsync(set.Id, asked, cancellationToken);
        return asked with { Strata = [.. preview.Strata.Select(s => new StratumPlan(s.Label, Math.Min(s.Available, s.Asked)))] };
    }

    private static StudyDesign Design(DatasetDetails set, List<Model> arms, SamplingPlan sampling) => new(
        $"{set.Name}, rehearsed with {string.Join(", ", arms.Select(arm => arm.Name))}",
        "Read by a program.",
        set.Id,
        [.. arms.Select(arm => new ArmDesign(arm.Id, NormBranch.Clean))],
        SaliencyMethods.InputGradient,
        sampling,
        [QuestionDesign.Default],
        new OrderPlan(Seed, MinimumDistance, Repeats: 0),
        IsSimulated: true);

    private static async Task RunAsync(HeadlessPortal portal, StudyDesign design, DirectoryInfo folder, TextWriter output, CancellationToken cancellationToken)
    {
        await portal.Get<SeedDemoAccounts>().ExecuteAsync(cancellationToken);
        var id = await portal.Get<DemoStudies>().EnsureReadAsync(design, cancellationToken);
        var files = await portal.Get<DownloadReport>().ToFolderAsync(id, folder.FullName, cancellationToken);
        foreach (var line in DemoTable.Lines((await portal.Get<ReadReport>().ExecuteAsync(id, cancellationToken))!.Results)) await output.WriteLineAsync(line);
        await output.WriteLineAsync($"{files.Count} files of the report in {folder.FullName}");
    }
}
