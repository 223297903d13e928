using System.Text.Json;

namespace StudyPortal.Imaging.Tests.Dicom;

/// <summary>The sample files beside the repository, with what is known of each. Where they are absent every test of them is skipped, and says so.</summary>
internal static class SharedDicom
{
    /// <summary>Stands for the files of a folder that is not there.</summary>
    public const string Absent = "(absent)";

    /// <summary>The folder below shared/samples; null where it is absent.</summary>
    public static string? Find(string folder)
    {
        for (var up = new DirectoryInfo(AppContext.BaseDirectory); up is not null; up = up.Parent)
            if (Path.Combine(up.FullName, "shared", "samples", folder) is var found && Directory.Exists(found))
                return found;
        return null;
    }

    public static string At(string folder, string file)
    {
        if (Find(folder) is { } found)
            return Path.Combine(found, file);
        Assert.Skip($"shared/samples/{folder} is not beside the repository, so its files were not read.");
        return "";
    }

    /// <summary>Skips the test where the library that decodes the file is not installed.</summary>
    public static void Decoding(Action check)
    {
        try
        {
            check();
        }
        catch (ImageFormatException absent) when (absent.Message.Contains("is not installed here", StringComparison.Ordinal))
        {
            Assert.Skip(absent.Message);
        }
    }

    /// <summary>What its expected.json says of each file.</summary>
    public static Dictionary<string, JsonElement> Expected(string folder, params string[] path)
    {
        if (Find(folder) is not { } found)
            return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(found, "expected.json")));
        var node = path.Aggregate(document.RootElement, (element, name) => element.GetProperty(name));
        return node.EnumerateObject().ToDictionary(file => file.Name, file => file.Value.Clone());
    }

    /// <summary>The names for a theory, <see cref="Absent"/> alone where there are none.</summary>
    public static TheoryData<string> Names(IEnumerable<string> files) => [.. files.DefaultIfEmpty(Absent)];
}
