using StudyPortal.Core.Models;

namespace StudyPortal.Trainer.Demo;

/// <summary>The shipped data set and weights: in the repository above the program, or beside it in the container image.</summary>
internal sealed class DemoFiles
{
    private readonly string _folder;

    private DemoFiles(string folder) => _folder = folder;

    public string Dataset => DatasetBelow(_folder);

    /// <exception cref="DirectoryNotFoundException">No folder above the program holds them.</exception>
    public static DemoFiles Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(DatasetBelow(folder.FullName))) return new DemoFiles(folder.FullName);
        throw new DirectoryNotFoundException(
            $"The demo's data set seed-data/phantom-chest is in no folder above {AppContext.BaseDirectory}. Run from a clone of the repository, or copy seed-data and models beside the program.");
    }

    public string Weights(RecipeDocument recipe) => Path.Combine(_folder, "models", recipe.Name + ".pth");

    private static string DatasetBelow(string folder) => Path.Combine(folder, "seed-data", "phantom-chest");
}
