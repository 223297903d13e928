using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Imaging;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Tests.Models;

/// <summary>A small data set and models with invented weights, for tests of what is done with them.</summary>
internal static class SampleModels
{
    public const string Label = "Mass";

    /// <summary>One test case per value, numbered from 1, each an image of this size, dark but for its first pixel.</summary>
    public static async Task<Dataset> AddDatasetAsync(
        this TestPortal portal, IReadOnlyList<LabelValue> values, int width = 64, int height = 64, DatasetSplit split = DatasetSplit.Test)
    {
        var dataset = new Dataset
        {
            Id = DatasetId.New(), Name = $"Set {Guid.NewGuid():N}", Adapter = "images", Labels = [Label], IsSynthetic = true, Source = "Drawn by a test.",
            SplitSeed = 1, ImportId = Guid.NewGuid(), ImportedBy = "tester", ImportedUtc = portal.Clock.GetUtcNow().UtcDateTime,
        };
        var pixels = new ushort[width * height];
        pixels[0] = 255;
        var blob = await portal.Get<BlobStore>().PutAsync(GrayPng.Write(new GrayImage(width, height, 8, pixels)), CancellationToken.None);
        await using var db = portal.OpenDb();
        db.Add(dataset);
        for (var i = 0; i < values.Count; i++)
        {
            var id = CaseId.New();
            db.Add(new Case
            {
                Id = id, DatasetId = dataset.Id, Number = i + 1, Patient = $"P{i}", Split = split, Pixels = blob, Thumbnail = blob,
                Width = width, Height = height, BitDepth = 8, View = "PA", Origin = $"line {i + 2}",
            });
            db.Add(new CaseLabel { CaseId = id, Label = Label, Value = values[i] });
        }

        await db.SaveChangesAsync();
        return dataset;
    }

    public static async Task<ModelId> AddModelAsync(this TestPortal portal, NewModel model, string weights = "weights")
    {
        var path = Path.Combine(portal.Root.Work, Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(path, weights);
        return await portal.Get<RegisterModel>().ExecuteAsync(model, path, CancellationToken.None);
    }

    public static NewModel New(string name, DatasetId? dataset = null) => new()
    {
        Name = name, Architecture = "resnet18", Width = 4, InputChannels = 1, InputSize = 32, Variant = ModelVariant.Standard, Labels = [Label],
        Origin = dataset is null ? ModelOrigin.Imported : ModelOrigin.Trained, DatasetId = dataset, CreatedBy = "tester",
    };
}
