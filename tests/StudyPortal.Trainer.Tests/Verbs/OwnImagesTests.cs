using System.Text;
using StudyPortal.Core.Datasets.Phantoms;

namespace StudyPortal.Trainer.Tests.Verbs;

/// <summary>The walk of somebody who comes with a folder of images and a shell.</summary>
public sealed class OwnImagesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("studyportal-own").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_folder_becomes_a_data_set_a_model_its_curves_and_a_rehearsed_report()
    {
        await PhantomFolder.WriteAsync(PathOf("images"), count: 60, seed: 3, size: 64, TestContext.Current.CancellationToken);

        var imported = await RunAsync("import", PathOf("images"), "--name", "Own", "--label-columns", "Mass", "Effusion");
        await RunAsync("train", "--dataset", "Own", "--name", "net", "--recipe", "phantom-standard", "--width", "4", "--input-size", "32", "--epochs", "1");
        await RunAsync("test", "--model", "net", "--dataset", "Own", "--epsilon", "0", "0.02", "--steps", "2", "--out", PathOf("test"));
        var explained = await RunAsync("saliency", "--model", "net", "--dataset", "Own", "--split", "train", "--cases", "2", "--out", PathOf("maps"));
        var rehearsed = await RunAsync("rehearse", "--dataset", "Own", "--models", "net", "--cases", "1", "--out", PathOf("report"));

        Assert.Contains("positive: Mass ", imported, StringComparison.Ordinal);
        Assert.Contains("(see there) is not one of Mass, Effusion", imported, StringComparison.Ordinal);
        var curves = File.ReadAllText(PathOf("test/roc.svg"), Encoding.UTF8);
        Assert.Contains("Mass, clean images: AUC 0.", curves, StringComparison.Ordinal);
        Assert.Contains("Effusion, PGD-2, ε = 0.02: AUC 0.", curves, StringComparison.Ordinal);
        Assert.Contains("Synthetic images", curves, StringComparison.Ordinal);
        Assert.Equal("PNG"u8, File.ReadAllBytes(PathOf("test/roc.png")).AsSpan(1, 3));
        Assert.Equal(2, File.ReadLines(PathOf("maps/maps.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Contains(" maps in ", explained, StringComparison.Ordinal);
        Assert.StartsWith("Synthetic images, simulated ratings.", rehearsed, StringComparison.Ordinal);
        Assert.Equal(1 + (6 * 2), File.ReadAllLines(PathOf("report/ratings.csv")).Length);
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        var run = await ConsoleRun.OfAsync([.. arguments, "--data", PathOf("data")]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        return run.Output;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
