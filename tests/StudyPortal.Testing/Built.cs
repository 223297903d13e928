namespace StudyPortal.Testing;

/// <summary>Where the repository lies, and what its build has left in it.</summary>
public static class Built
{
    /// <summary>The folder of the solution that these tests were built in.</summary>
    public static string Repository { get; } = Find();

    /// <summary>The program of a project, in the configuration of these tests.</summary>
    /// <param name="project">Its folder, from the top of the repository.</param>
    /// <param name="assembly">The file's name.</param>
    public static string Program(string project, string assembly)
    {
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(Repository, project, "bin", here.Parent!.Name, here.Name, assembly);
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StudyPortal.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests lie in no repository.");
        return folder.FullName;
    }
}
