using System.CommandLine;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>analyse</c>: one analysis of a registered model, kept on its page and written to a folder.</summary>
internal static class AnalyseVerb
{
    private static readonly string[] Endings = ["csv", "svg", "png"];

    public static Command Create()
    {
        var data = new DataOption();
        var device = new DeviceOption();
        var kind = new Argument<AnalysisKind>("kind") { Description = string.Join(", ", Enum.GetNames<AnalysisKind>()) };
        var model = new Option<string>("--model") { Description = "Name of the model.", Required = true };
        var dataset = new Option<string>("--dataset") { Description = "Name of the data set.", Required = true };
        var split = new Option<DatasetSplit>("--split") { Description = "train, validation or test.", DefaultValueFactory = _ => DatasetSplit.Test };
        var cases = new Option<int?>("--cases") { Description = "At most so many cases, drawn with a fixed seed." };
        var epsilon = new Option<double?>("--epsilon") { Description = "L-infinity radius in units of the [0,1] image; of a curve or surface the largest." };
        var steps = new Option<int?>("--steps") { Description = "Steps of the attack." };
        var other = new Option<string?>("--other") { Description = "The model that it is compared with, or that Transfer attacks." };
        var method = new Option<string?>("--method") { Description = "Of the maps that are judged." };
        var branch = VariantNames.BranchOption();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the tables (.csv) and figures (.svg, .png).", Required = true };
        var verb = new Command("analyse", "Analyse a model: robustness, strong and transferred attacks, layers, loss surface, and whether maps are to be believed.")
        {
            kind, model, dataset, split, cases, epsilon, steps, other, method, branch, folder, device, data,
        };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), device.Open(parsed), cancellationToken);
            var asked = parsed.GetRequiredValue(kind);
            var suggested = AnalysisDescription.Of(asked).Suggested;
            var parameters = new AnalysisParameters(
                parsed.GetValue(cases) ?? suggested.Cases,
                parsed.GetValue(epsilon) ?? suggested.Epsilon,
                parsed.GetValue(steps) ?? suggested.Steps,
                parsed.GetValue(other) is { } name ? (await SaliencyVerb.ModelAsync(portal, name, cancellationToken)).Id : null,
                parsed.GetValue(method) ?? suggested.Method);
            var request = new AnalyseRequest(
                (await SaliencyVerb.ModelAsync(portal, parsed.GetRequiredValue(model), cancellationToken)).Id, asked,
                (await SaliencyVerb.DatasetAsync(portal, parsed.GetRequiredValue(dataset), cancellationToken)).Id, parsed.GetValue(split),
                VariantNames.Branch(parsed.GetRequiredValue(branch)), parameters);
            var output = parsed.InvocationConfiguration.Output;
            var written = await WriteAsync(portal, await MakeAsync(portal, request, output, cancellationToken), parsed.GetRequiredValue(folder), cancellationToken);
            await output.WriteLineAsync($"{written} files in {parsed.GetRequiredValue(folder).FullName}");
        });
        return verb;
    }

    private static async Task<AnalysisDetails> MakeAsync(HeadlessPortal portal, AnalyseRequest request, TextWriter output, CancellationToken cancellationToken)
    {
        var before = await portal.Get<ListAnalyses>().ExecuteAsync(request.ModelId, cancellationToken);
        switch (await portal.Get<RequestAnalysis>().ExecuteAsync(request, Environment.UserName, cancellationToken))
        {
            case ModelJobOutcome.Started started:
                await portal.RunAsync(started.Job, output, cancellationToken);
                break;
            case ModelJobOutcome.Refused refused:
                throw new VerbException(refused.Reason);
        }

        var known = before.Select(analysis => analysis.Id).ToHashSet();
        return (await portal.Get<ListAnalyses>().ExecuteAsync(request.ModelId, cancellationToken)).Single(analysis => !known.Contains(analysis.Id));
    }

    private static async Task<int> WriteAsync(HeadlessPortal portal, AnalysisDetails analysis, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        var written = 0;
        foreach (var name in analysis.Result.Parts.SelectMany(_ => Endings, (part, ending) => $"{part.Name}.{ending}"))
        {
            if (await portal.Get<DownloadAnalysis>().ExecuteAsync(analysis.Id, name, cancellationToken) is not { } file) continue;
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), file.Content, cancellationToken);
            written++;
        }

        return written;
    }
}
