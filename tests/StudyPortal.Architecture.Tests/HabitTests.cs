using System.Text.RegularExpressions;

namespace StudyPortal.Architecture.Tests;

public sealed partial class HabitTests
{
    private static readonly string[] Features = ["Accounts", "Audit", "Datasets", "Health", "Jobs", "Models", "Reading", "Reports", "Saliency", "Studies", "Tokens"];

    [Fact]
    public void A_feature_has_the_same_name_in_Core_and_in_Web()
    {
        Assert.All(Features, feature =>
        {
            Assert.True(Directory.Exists(Path.Combine(Repository.Root, "src", "StudyPortal.Core", feature)), $"Core has no {feature}.");
            Assert.True(Directory.Exists(Path.Combine(Repository.Root, "src", "StudyPortal.Web", "Features", feature)), $"Web has no {feature}.");
        });
    }

    [Fact]
    public void No_page_touches_the_database_or_a_tensor() => AssertNoSource(
        "src/StudyPortal.Web", ForbiddenInWeb(), [".cs", ".razor"]);

    /// <summary>On PostgreSQL a transaction that looks before it writes must take its locks first.</summary>
    [Fact]
    public void Every_transaction_of_a_feature_says_beside_whom_it_writes()
    {
        foreach (var feature in Features) AssertNoSource($"src/StudyPortal.Core/{feature}", BareTransaction(), [".cs"]);
    }

    [Fact]
    public void No_leaf_knows_the_portal()
    {
        foreach (var leaf in new[] { "Statistics", "Imaging", "Learning" })
            AssertNoSource($"src/StudyPortal.{leaf}", KnowsPortal(), [".cs"]);
    }

    [Fact]
    public void No_type_is_called_manager_helper_or_utils() => AssertNoSource("src", VagueName(), [".cs", ".razor"]);

    [Fact]
    public void Nullability_and_warnings_are_never_silenced() => AssertNoSource("src", Silenced(), [".cs", ".razor", ".csproj"]);

    private static void AssertNoSource(string folder, Regex forbidden, string[] extensions)
    {
        var offenders = Repository.Sources(folder, extensions)
            .Select(path => (path, match: forbidden.Match(File.ReadAllText(path))))
            .Where(hit => hit.match.Success)
            .Select(hit => $"{Path.GetRelativePath(Repository.Root, hit.path)}: {hit.match.Value}");

        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"EntityFrameworkCore|PortalDb\b|TorchSharp|DbContext\b|using Quartz|StudyPortal\.(Learning|Imaging|Statistics)\b")]
    private static partial Regex ForbiddenInWeb();

    [GeneratedRegex(@"Database\.BeginTransaction")]
    private static partial Regex BareTransaction();

    [GeneratedRegex(@"StudyPortal\.Core|EntityFrameworkCore|AspNetCore")]
    private static partial Regex KnowsPortal();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) \w*(Manager|Helper|Helpers|Utils|Utilities)\b")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"#nullable disable|#pragma warning disable|<NoWarn>")]
    private static partial Regex Silenced();
}
