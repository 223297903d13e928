namespace StudyPortal.Core.Tests.Datasets;

/// <summary>The sample folders beside the repository.</summary>
internal static class SharedSamples
{
    /// <summary>The path of shared/samples/NAME; skips the test where it is absent.</summary>
    public static string At(string name)
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            if (Path.Combine(up.FullName, "shared", "samples", name) is var found && Directory.Exists(found))
                return found;
        Assert.Skip($"shared/samples/{name} is not beside the repository, so the samples in it were not imported.");
        return "";
    }
}
