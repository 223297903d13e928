using StudyPortal.Core.Models;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Demo;

/// <summary>What the demo leaves behind: the report's files, and each model's weights beside its card.</summary>
internal sealed class DemoFolder(DownloadReport report, DemoModels models, ReadModel readModel, BlobStore blobs)
{
    public async Task WriteAsync(ReportId id, string folder, CancellationToken cancellationToken)
    {
        await report.ToFolderAsync(id, Path.Combine(folder, "report"), cancellationToken);
        var weights = Directory.CreateDirectory(Path.Combine(folder, "models")).FullName;
        foreach (var recipe in models.Recipes)
        {
            var model = (await readModel.ByNameAsync(recipe.Title, cancellationToken))!.Model;
            await File.WriteAllBytesAsync(Path.Combine(weights, recipe.Name + ".pth"), await blobs.ReadAsync(model.Weights, cancellationToken), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(weights, recipe.Name + ".md"), model.Card, cancellationToken);
        }
    }
}
