using AngleSharp.Dom;
using Bunit;
using StudyPortal.Core.Accounts;
using StudyPortal.Core.Reports;
using StudyPortal.Web.Features.Reports;

namespace StudyPortal.Web.Tests.Reports;

public sealed class ReportBodyTests
{
    private static readonly string[] SectionsOfQuestion =
        ["ratings", "comparison", "models", "agreement", "repeats", "strata", "controls", "areas", "maps", "drift", "times"];

    public static TheoryData<string> All => [nameof(ReportExample.Full), nameof(ReportExample.Old), nameof(ReportExample.Empty), nameof(ReportExample.Constant)];

    [Theory, MemberData(nameof(All))]
    public void The_contents_name_every_section_and_part_of_the_page_in_its_order_and_nothing_else(string report)
    {
        using var page = Page(Named(report));

        var named = page.Body.FindAll(".report-contents a").Select(link => link.GetAttribute("href")!.Split('#')[1]);
        var there = page.Body.FindAll(".report-body section[id], .report-body h3[id]").Select(part => part.Id!);

        Assert.Equal(there, named);
    }

    [Theory, MemberData(nameof(All))]
    public void No_page_shows_a_number_that_is_none_and_no_cell_holds_the_sentence_that_says_why(string report)
    {
        using var page = Page(Named(report));

        Assert.DoesNotContain("NaN", page.Body.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page.Body.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Body.FindAll("td"), cell => cell.TextContent.Contains("not defined", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(page.Body.FindAll("td, th"), cell => cell.TextContent.Contains("undefined", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_full_report_has_every_section_of_each_question_and_of_the_models()
    {
        using var page = Page(ReportExample.Full);

        foreach (var section in SectionsOfQuestion)
            foreach (var question in (string[])["q1", "q2"])
                Assert.Contains(page.Body.FindAll("h3"), heading => heading.Id == $"{question}-{section}");
        foreach (var id in (string[])["summary", "limitations", "plan", "participants", "models-clean", "models-attacked", "models-robustness", "models-external", "maps-lesions", "maps-marks", "methods"])
            Assert.NotNull(page.Body.Find($"#{id}"));
        foreach (var table in (string[])[
            "Every coefficient of agreement, question 1", "Effect sizes, question 2", "Student's paired test, question 1", "Sign test, question 1", "Tests after Friedman's, question 1",
            "Odds by the ordinal model, question 1", "Each reader's discrimination of maps and controls, question 1", "Mean ratings by truth, question 1", "Mean ratings by modality, question 1",
            "Variance components of the readers' areas, question 1", "Non-inferiority, clean images", "Precision, Brier score and calibration, clean images", "Operating points, Other hospital, clean images",
            "Partial areas and binormal curves, PGD-10, ε = 0.01", "Maps and the marks of question 3", "Each reader's part"])
            Assert.NotEmpty(Rows(page, table));
    }

    [Fact]
    public void The_registered_test_stands_first_and_all_else_is_marked_exploratory()
    {
        using var page = Page(ReportExample.Full);
        var primary = Assert.Single(ReportExample.Full.Results.Planned!.Primary);

        var row = Assert.Single(Rows(page, "The planned, primary result"));
        Assert.Equal(page.Body.Find("table"), row.Ancestors<IElement>().First(each => each.LocalName == "table"));
        Assert.Contains("Model 2 − Model 0", Text(row), StringComparison.Ordinal);
        Assert.Contains(ReportWords.PValue(primary.PValue), Text(row), StringComparison.Ordinal);
        Assert.Contains("0123abcd", page.Body.Find("#plan").TextContent, StringComparison.Ordinal);
        Assert.Equal("holds the planned test; all else is exploratory", page.Body.Find("#q1-comparison .plan-mark").TextContent);
        Assert.All(page.Body.FindAll(".plan-mark").Skip(2), mark => Assert.Equal("exploratory", mark.TextContent));
    }

    [Fact]
    public void An_old_report_says_that_an_older_version_made_it_and_marks_nothing_as_planned()
    {
        using var page = Page(ReportExample.Old);

        Assert.Contains("An older version made this report", page.Body.Find(".report-body .notice").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Body.FindAll(".plan-mark"));
        Assert.Equal(3, Rows(page, "Ratings of question 1, by model").Count);
        Assert.NotEmpty(Rows(page, "Areas under the ROC curve, clean images"));
    }

    [Fact]
    public void A_report_without_ratings_tells_the_reason_once_below_each_table()
    {
        using var page = Page(ReportExample.Empty);
        var table = page.Body.Find("table[aria-label='Ratings of question 1, by model']");

        Assert.Equal(["a Not defined: no ratings", "b Not defined: needs at least two ratings"], table.ParentElement!.NextElementSibling!.QuerySelectorAll("li").Select(Text));
        Assert.Equal(6, table.QuerySelectorAll("sup").Length);
        Assert.Contains("no ROC curves", page.Body.Find("#models").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_who_gave_every_map_the_same_rating_has_a_mean_and_no_agreement()
    {
        using var page = Page(ReportExample.Constant);

        Assert.Contains("2.00", Text(Rows(page, "Ratings of question 1, by model")[0]), StringComparison.Ordinal);
        Assert.Contains("needs at least two readers", page.Body.Find("#q1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_figure_stands_once_in_its_section_with_its_three_files_and_a_form_for_size_and_dots()
    {
        using var page = Page(ReportExample.Full);
        var figures = page.Body.FindAll("figure");

        Assert.Equal(ReportExample.Stems, figures.Select(figure => figure.QuerySelector("form")!.GetAttribute("action")!.Split('/')[^1]));
        Assert.Equal(["SVG", "PDF", "PNG"], figures[0].QuerySelectorAll("a").Select(link => link.TextContent));
        Assert.Equal(["format", "width", "height", "dpi"], figures[0].QuerySelectorAll("[name]").Select(field => field.GetAttribute("name")));
    }

    [Fact]
    public void The_list_of_files_has_the_tables_that_share_a_figures_name_and_the_readers_names_for_admins_only()
    {
        using var researcher = Page(ReportExample.Full);
        using var admin = Page(ReportExample.Full, Roles.Admin);

        Assert.Equal(["bundle.zip", "ratings.csv"], Files(researcher));
        Assert.Equal(["bundle.zip", "ratings.csv", "identities.csv"], Files(admin));
    }

    private static IEnumerable<string> Files(RenderedPage page) => page.Body.FindAll("#files a").Select(link => link.GetAttribute("href")!.Split('/')[^1]);

    private static ReportDetails Named(string report) => report switch
    {
        nameof(ReportExample.Full) => ReportExample.Full,
        nameof(ReportExample.Old) => ReportExample.Old,
        nameof(ReportExample.Empty) => ReportExample.Empty,
        _ => ReportExample.Constant,
    };

    private static RenderedPage Page(ReportDetails report, string role = Roles.Researcher)
    {
        var context = new BunitContext();
        context.AddAuthorization().SetAuthorized("somebody").SetRoles(role);
        return new RenderedPage(context, context.Render<ReportBody>(parameters => parameters.Add(body => body.Report, report)));
    }

    private static IReadOnlyList<IElement> Rows(RenderedPage page, string table) =>
        [.. page.Body.Find($"table[aria-label=\"{table}\"]").QuerySelectorAll("tbody tr")];

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed record RenderedPage(BunitContext Context, IRenderedComponent<ReportBody> Body) : IDisposable
    {
        public void Dispose() => Context.Dispose();
    }
}
