namespace StudyPortal.Architecture.Tests;

public sealed class ThirdPartyTests
{
    /// <summary>Licences that fit what is published under MIT; the LGPL only for libvips, which is loaded at run time. A new line here is a decision.</summary>
    private static readonly string[] Known =
    [
        "MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MS-PL OR Apache-2.0", "LGPL-3.0-or-later", "PostgreSQL", "(MIT AND Zlib)", "(WTFPL OR MIT)", "Python-2.0", "CC-BY-4.0", "BSL-1.0", ThirdParties.DotNetLibrary,
    ];

    [Fact]
    public void No_package_is_without_a_known_licence()
    {
        var packages = ThirdParties.All();

        Assert.InRange(packages.Count, 150, int.MaxValue);
        Assert.All(packages, package => Assert.True(Known.Contains(package.Licence), $"{package.Name} {package.Version} names the licence '{package.Licence}'."));
        Assert.All(packages.Where(package => package.Licence.Contains("GPL", StringComparison.Ordinal)), package => Assert.StartsWith("NetVips.Native.", package.Name, StringComparison.Ordinal));
        Assert.Equal(["Microsoft.NETCore.Platforms", "NETStandard.Library"], packages.Where(package => package.Licence == ThirdParties.DotNetLibrary).Select(package => package.Name));
    }

    [Fact]
    public void The_list_of_third_parties_is_that_of_the_lock_files() => AssertFile("THIRD-PARTY.md", ThirdParties.ToMarkdown(ThirdParties.All()));

    [Fact]
    public void The_bill_of_materials_of_the_viewer_lists_what_its_bundle_holds()
    {
        Assert.Contains(ThirdParties.All(), package => package is { Name: "@cornerstonejs/core", IsBundled: true });
        AssertFile("wwwroot-assets/bom-viewer.json", ThirdParties.ToViewerBom(ThirdParties.All()));
    }

    private static void AssertFile(string name, string expected)
    {
        var path = Path.Combine(Repository.Root, name);
        if (Environment.GetEnvironmentVariable("STUDYPORTAL_WRITE") == "1") File.WriteAllText(path, expected);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == expected, $"{name} is not what the lock files say: run this test with STUDYPORTAL_WRITE=1 and look at the change.");
    }
}
