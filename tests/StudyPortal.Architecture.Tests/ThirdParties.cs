using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace StudyPortal.Architecture.Tests;

/// <summary>One package that the portal is made of or built with.</summary>
/// <param name="Source">nuget or npm.</param>
/// <param name="IsBundled">Part of what is published.</param>
internal sealed record ThirdParty(string Source, string Name, string Version, string Licence, bool IsBundled);

/// <summary>The packages of the lock files, with the licences that they declare themselves.</summary>
internal static partial class ThirdParties
{
    /// <summary>Microsoft's terms for the packages of .NET of 2016, of which only two without any program in them are left.</summary>
    public const string DotNetLibrary = "LicenseRef-Microsoft-NET-Library";

    /// <summary>Packages that name no licence in their own data: read from the file that lies in them, or beside their source.</summary>
    private static readonly Dictionary<string, string> ReadByHand = new()
    {
        ["K4os.Compression.LZ4"] = "MIT",
        ["Microsoft.NETCore.Platforms"] = DotNetLibrary,
        ["NETStandard.Library"] = DotNetLibrary,
        ["Otp.NET"] = "MIT",
        ["zxcvbn-core"] = "MIT",
        ["rechoir"] = "MIT",
    };

    private static readonly string Packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>In a fixed order.</summary>
    public static IReadOnlyList<ThirdParty> All() => [.. NuGet().Concat(Npm()).OrderBy(package => package.Source == "npm").ThenBy(package => package.Name, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version, StringComparer.Ordinal)];

    /// <summary>As it stands in THIRD-PARTY.md.</summary>
    public static string ToMarkdown(IReadOnlyList<ThirdParty> packages)
    {
        var text = new StringBuilder("""
            # Third parties

            Every package that the portal is published with, by its lock files, and the licence that it names. The test `ThirdPartyTests` compares this list with the lock
            files; `STUDYPORTAL_WRITE=1` makes it write the list anew. The texts of the licences lie in the packages; those of the viewer's bundle in
            `wwwroot-assets/wwwroot/viewer/cornerstone-licences.txt`, that of the fonts (IBM Plex, OFL-1.1) in `wwwroot-assets/wwwroot/fonts/OFL.txt`.

            libvips (`NetVips.Native`) is under the LGPL: it is a library of its own that is loaded at run time and can be exchanged.

            Versions stand in the lock files and in the bill of materials beside each published program.

            | source | package | licence |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var line in packages.Where(package => package.IsBundled).Select(package => $"| {package.Source} | {package.Name} | {package.Licence} |\n").Distinct()) text.Append(line);
        return text.ToString();
    }

    /// <summary>CycloneDX of what the viewer's bundle holds.</summary>
    public static string ToViewerBom(IReadOnlyList<ThirdParty> packages)
    {
        var components = packages.Where(package => package is { Source: "npm", IsBundled: true }).Select(package => new Dictionary<string, object>
        {
            ["type"] = "library",
            ["bom-ref"] = Url(package),
            ["name"] = package.Name,
            ["version"] = package.Version,
            ["licenses"] = new[] { new { license = new { id = package.Licence } } },
            ["purl"] = Url(package),
        });
        var bom = new Dictionary<string, object> { ["bomFormat"] = "CycloneDX", ["specVersion"] = "1.6", ["version"] = 1, ["components"] = components };
        return JsonSerializer.Serialize(bom, Indented) + "\n";
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    private static string Url(ThirdParty package) => $"pkg:npm/{package.Name.Replace("@", "%40", StringComparison.Ordinal)}@{package.Version}";

    private static IEnumerable<ThirdParty> NuGet() =>
        from file in Repository.LockFiles()
        let dependencies = JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("dependencies")
        from framework in dependencies.EnumerateObject()
        from package in framework.Value.EnumerateObject()
        where package.Value.GetProperty("type").GetString() != "Project"
        let version = package.Value.GetProperty("resolved").GetString()!
        group package by (Name: package.Name.ToLowerInvariant(), version) into same
        let name = same.First().Name
        select new ThirdParty("nuget", name, same.Key.version, NuGetLicence(name, same.Key.version), true);

    private static string NuGetLicence(string name, string version)
    {
        if (ReadByHand.TryGetValue(name, out var known)) return known;
        var file = Path.Combine(Packages, name.ToLowerInvariant(), version.ToLowerInvariant(), $"{name.ToLowerInvariant()}.nuspec");
        if (!File.Exists(file)) return "";
        var licence = XDocument.Load(file).Descendants().FirstOrDefault(element => element.Name.LocalName == "license");
        return licence?.Attribute("type")?.Value == "expression" ? licence.Value.Trim() : "";
    }

    /// <summary>Bundled are those whose licence texts the bundle brings along.</summary>
    private static IEnumerable<ThirdParty> Npm()
    {
        var bundled = BundledName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "wwwroot-assets/wwwroot/viewer/cornerstone-licences.txt"))).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}").ToHashSet();
        using var lockFile = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "wwwroot-assets/package-lock.json")));
        foreach (var package in lockFile.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.Length > 0))
        {
            var (name, version) = (package.Name[(package.Name.LastIndexOf("node_modules/", StringComparison.Ordinal) + 13)..], package.Value.GetProperty("version").GetString()!);
            var licence = package.Value.TryGetProperty("license", out var named) ? named.GetString()! : ReadByHand.GetValueOrDefault(name, "");
            yield return new ThirdParty("npm", name, version, licence, bundled.Contains($"{name} {version}"));
        }
    }

    [GeneratedRegex(@"^(\S+) (\d[^ ]*) \(", RegexOptions.Multiline)]
    private static partial Regex BundledName();
}
