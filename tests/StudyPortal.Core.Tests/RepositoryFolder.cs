using System.Reflection;

namespace StudyPortal.Core.Tests;

/// <summary>Finds committed files: the build writes the repository's root into the test assembly.</summary>
internal static class RepositoryFolder
{
    public static string Of(string path) => Path.Combine(
        typeof(RepositoryFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, path);
}
