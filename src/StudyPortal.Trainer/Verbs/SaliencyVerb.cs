using System.CommandLine;
using System.Globalization;
using System.Text;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>saliency</c>: makes and keeps the maps of the first cases of a split that have a label of the model, and writes them to a folder.</summary>
internal static class SaliencyVerb
{
    public static Command Create()
    {
        var data = new DataOption();
        var device = new DeviceOption();
        var model = new Option<string>("--model") { Description = "Name of the model.", Required = true };
        var dataset = new Option<string>("--dataset") { Description = "Name of the data set.", Required = true };
        var split = new Option<DatasetSplit>("--split") { Description = "train, validation or test.", DefaultValueFactory = _ => DatasetSplit.Test };
        var cases = new Option<int>("--cases") { Description = "How many cases that have a label of the model, by number.", DefaultValueFactory = _ => 10 };
        var method = MethodOptions.NameOption();
        var branch = VariantNames.BranchOption();
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder for the maps: .npy, .png and maps.csv.", Required = true };
        var verb = new Command("saliency", "Make saliency maps for the positive labels of cases.") { model, dataset, split, cases, method, branch, folder, device, data };
        verb.SetGuardedAction(async (parsed, cancellationToken) =>
        {
            await using var portal = await HeadlessPortal.OpenAsync(data.Open(parsed), device.Open(parsed), cancellationToken);
            var chosen = await ModelAsync(portal, parsed.GetRequiredValue(model), cancellationToken);
            var set = await DatasetAsync(portal, parsed.GetRequiredValue(dataset), cancellationToken);
            var first = await PositiveAsync(portal, set, parsed.GetValue(split), chosen.Labels, parsed.GetValue(cases), cancellationToken);
            var through = new ModelBranch(chosen.Id, VariantNames.Branch(parsed.GetRequiredValue(branch)));
            var request = new ExplainRequest([through], first, parsed.GetRequiredValue(method), TargetLabels: null);
            if (first.Count == 0) throw new VerbException($"No case of the {parsed.GetValue(split)} split has one of the labels {string.Join(", ", chosen.Labels)}: choose another split.");
            await portal.Get<ExplainCases>().ExecuteAsync(request, (_, _) => { }, cancellationToken);
            var written = await WriteAsync(portal, request, parsed.GetRequiredValue(folder), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{written} maps in {parsed.GetRequiredValue(folder).FullName}");
        });
        return verb;
    }

    public static async Task<Model> ModelAsync(HeadlessPortal portal, string name, CancellationToken cancellationToken) =>
        (await portal.Get<ReadModel>().ByNameAsync(name, cancellationToken))?.Model ?? throw new VerbException($"There is no model '{name}'.");

    public static async Task<DatasetDetails> DatasetAsync(HeadlessPortal portal, string name, CancellationToken cancellationToken) =>
        await portal.Get<ReadDataset>().ExecuteAsync(name, cancellationToken) ?? throw new VerbException($"There is no data set '{name}'.");

    private static async Task<IReadOnlyList<CaseId>> PositiveAsync(
        HeadlessPortal portal, DatasetDetails set, DatasetSplit split, IEnumerable<string> labels, int count, CancellationToken cancellationToken)
    {
        var found = new List<CaseRow>();
        foreach (var label in set.Labels.Intersect(labels))
            found.AddRange((await portal.Get<ListCases>().ExecuteAsync(set.Id, new CaseFilter(split, label, LabelValue.Positive, OnlyUsable: true), 0, count, cancellationToken)).Cases);
        return [.. found.DistinctBy(c => c.Id).OrderBy(c => c.Number).Take(count).Select(c => c.Id)];
    }

    private static async Task<int> WriteAsync(HeadlessPortal portal, ExplainRequest request, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        var table = new StringBuilder("case,label,branch,mass_inside,area_inside,file\n");
        var written = 0;
        foreach (var map in await portal.Get<ListMaps>().OfModelAsync(request.Models[0].ModelId, cancellationToken))
        {
            if (!request.Cases.Contains(map.CaseId) || map.Branch != request.Models[0].Branch || map.Method != request.Method) continue;
            var file = string.Create(CultureInfo.InvariantCulture, $"{map.CaseNumber:0000}-{written:0000}");
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, file + ".npy"), (await portal.Get<ReadMap>().RawAsync(map.Id, cancellationToken))!, cancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, file + ".png"), (await portal.Get<ReadMap>().RenderingAsync(map.Id, cancellationToken))!, cancellationToken);
            table.Append(CultureInfo.InvariantCulture, $"{map.CaseNumber},\"{map.TargetLabel.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{map.Branch},{map.MassInside},{map.AreaInside},{file}\n");
            written++;
        }

        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "maps.csv"), table.ToString(), cancellationToken);
        return written;
    }
}
