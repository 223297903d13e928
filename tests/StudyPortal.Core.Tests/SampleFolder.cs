namespace StudyPortal.Core.Tests;

/// <summary>Sample data sets too large to be kept here, from the folder "shared" beside the repository.</summary>
internal static class SampleFolder
{
    /// <summary>The folder of that name below shared/samples; skips the test where it is not there.</summary>
    public static string Of(string name)
    {
        for (var folder = new DirectoryInfo(RepositoryFolder.Of("")); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "samples", name) is var found && Directory.Exists(found)) return found;
        Assert.Skip($"shared/samples/{name} is not beside the repository, so the samples in it were not read.");
        throw new InvalidOperationException("A skipped test does not go on.");
    }
}
