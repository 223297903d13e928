namespace StudyPortal.Architecture.Tests;

public sealed class ArrowTests
{
    [Theory]
    [InlineData("StudyPortal.Statistics")]
    [InlineData("StudyPortal.Imaging")]
    [InlineData("StudyPortal.Learning")]
    [InlineData("StudyPortal.Assets")]
    [InlineData("StudyPortal.Core", "StudyPortal.Imaging", "StudyPortal.Statistics")]
    [InlineData("StudyPortal.Trainer", "StudyPortal.Core", "StudyPortal.Imaging", "StudyPortal.Learning", "StudyPortal.Statistics")]
    [InlineData("StudyPortal.Web", "StudyPortal.Assets", "StudyPortal.Core")]
    public void A_room_has_exactly_the_arrows_of_the_design(string project, params string[] expected)
    {
        var arrows = Repository.Project(project).Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, arrows);
    }

    [Theory]
    [InlineData("StudyPortal.Statistics", "MathNet.Numerics")]
    [InlineData("StudyPortal.Imaging", "NetVips", "JpegLibrary")]
    [InlineData("StudyPortal.Learning", "TorchSharp", "libtorch", "SharpZipLib", "SkiaSharp")]
    public void A_leaf_uses_only_the_libraries_of_its_discipline(string project, params string[] allowed)
    {
        var packages = Repository.Project(project).Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);

        Assert.All(packages, package => Assert.Contains(allowed, prefix => package.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Core_hides_its_leaves_and_its_store_from_the_pages()
    {
        var open = Repository.Project("StudyPortal.Core").Descendants()
            .Where(element => element.Name.LocalName is "ProjectReference" or "PackageReference")
            .Where(element => (string?)element.Attribute("PrivateAssets") is null)
            .Select(element => (string)element.Attribute("Include")!);

        Assert.Equal(["Microsoft.Extensions.Hosting"], open);
    }

    [Fact]
    public void Nobody_switches_transitive_references_off()
    {
        var offenders = Repository.Sources(".", ".csproj", ".props", ".targets")
            .Where(path => File.ReadAllText(path).Contains("<DisableTransitiveProjectReferences>", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }
}
