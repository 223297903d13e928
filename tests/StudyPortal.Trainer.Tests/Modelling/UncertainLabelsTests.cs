using System.Text.Json;
using StudyPortal.Core.Datasets;
using StudyPortal.Learning.Training;
using StudyPortal.Trainer.Modelling;

namespace StudyPortal.Trainer.Tests.Modelling;

/// <summary>The sample of CheXpert in shared/samples, where that folder lies beside the repository.</summary>
public sealed class UncertainLabelsTests
{
    [Theory]
    [InlineData("U-Zeros", LabelPolicy.Zeros)]
    [InlineData("U-Ones", LabelPolicy.Ones)]
    [InlineData("U-Ignore_mask", LabelPolicy.Ignore)]
    public async Task The_labels_of_CheXpert_teach_what_the_policy_says(string expected, LabelPolicy policy)
    {
        var folder = SampleFolder("chexpert");
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        await using var portal = await TrainerPortal.CreateAsync();
        var request = new ImportRequest
        {
            Name = "CheXpert", Folder = folder, Chexpert = new ChexpertSettings(Laterals: true, DatasetSplit.Validation), LabelMap = LabelMaps.NihChexpert8,
        };
        var imported = Assert.IsType<ImportOutcome.Imported>(await portal.Get<ImportDataset>().ExecuteAsync(request, Guid.NewGuid(), "tester", _ => { }, TestContext.Current.CancellationToken));

        var training = await portal.Get<CaseImages>().ReadSplitAsync(imported.Id, DatasetSplit.Train, 16, (_, _) => { }, TestContext.Current.CancellationToken);

        using var images = training.Images;
        var targets = Array.ConvertAll(training.Labels, label => LabelPolicies.Target(label, policy, LabelPolicy.Zeros));
        var told = document.RootElement.GetProperty("u_policies").EnumerateObject().SelectMany(row => row.Value.GetProperty(expected).EnumerateArray()).Select(value => value.GetSingle());
        Assert.Equal(told, policy == LabelPolicy.Ignore ? targets.Select(target => float.IsNaN(target) ? 0f : 1f) : targets);
    }

    private static string SampleFolder(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "samples", name) is var found && Directory.Exists(found)) return found;
        Assert.Skip($"shared/samples/{name} is not beside the repository, so the labels in it were not read.");
        throw new InvalidOperationException("A skipped test does not go on.");
    }
}
