using System.Xml.Linq;

namespace StudyPortal.Architecture.Tests;

/// <summary>The source tree that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Hand-written C# and Razor files below a folder of the repository.</summary>
    public static IEnumerable<string> Sources(string folder, params string[] extensions) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations" or "node_modules"));

    public static XDocument Project(string name) =>
        XDocument.Load(Directory.EnumerateFiles(Root, $"{name}.csproj", SearchOption.AllDirectories).Single());

    /// <summary>Of what is published; tests are not.</summary>
    public static IEnumerable<string> LockFiles() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "packages.lock.json", SearchOption.AllDirectories).Append(Path.Combine(Root, "wwwroot-assets", "packages.lock.json"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "StudyPortal.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"No StudyPortal.sln above '{AppContext.BaseDirectory}'.");
    }
}
