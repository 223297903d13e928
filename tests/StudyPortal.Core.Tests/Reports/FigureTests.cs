using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StudyPortal.Core.Reports;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Tests.Reports;

public sealed partial class FigureTests
{
    private static readonly FigureSize OneColumn = new(3.5, 5);

    [Fact]
    public async Task A_ROC_figure_names_each_model_with_its_area_and_says_what_is_not_real()
    {
        await using var study = await RatedStudy.CloseAsync(6, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6, simulated: true);
        var report = await study.ReportAsync();

        var svg = Encoding.UTF8.GetString(await study.FileAsync(report.Id, "roc_Mass.svg"));

        Assert.Contains("Zebra Standard: ", svg, StringComparison.Ordinal);
        Assert.Contains("Zebra Adversarial: ", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebra DualBn: ", svg, StringComparison.Ordinal);
        Assert.Contains("Synthetic images, simulated ratings", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_of_a_stored_report_is_given_in_a_format_and_size_of_ones_own_and_none_that_it_does_not_have()
    {
        await using var study = await RatedStudy.CloseAsync(4, 2, (reader, ratedCase, arm) => (reader + ratedCase + arm) % 6);
        var report = await study.ReportAsync();
        var download = study.Portal.Get<DownloadReport>();

        var pdf = await download.FigureAsync(report.Id, "ratings", new FigureRequest(FigureFormat.Pdf, 3.5, 3), TestContext.Current.CancellationToken);

        Assert.Equal(("ratings.pdf", "application/pdf"), (pdf!.Name, pdf.MediaType));
        Assert.Null(await download.FigureAsync(report.Id, "ratings", new FigureRequest(), TestContext.Current.CancellationToken));
        Assert.Null(await download.FigureAsync(report.Id, "nothing.png", new FigureRequest(), TestContext.Current.CancellationToken));
        Assert.Equal(await study.FileAsync(report.Id, "ratings.png"), (await download.FigureAsync(report.Id, "ratings.png", new FigureRequest(), TestContext.Current.CancellationToken))!.Content);
    }

    [Fact]
    public void Every_figure_has_the_same_bytes_in_every_format_whenever_and_wherever_it_is_drawn()
    {
        var (first, again) = (new FigureList(DrawnStudy.Report(readers: 3)), new FigureList(DrawnStudy.Report(readers: 3)));
        var here = first.All().SelectMany(Files).ToList();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(here, again.All().SelectMany(Files));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(here.Order(), first.All().Reverse().SelectMany(Files).Order());
        static IEnumerable<(string, string)> Files(NamedFigure figure) =>
            FigureFormats.All.Select(format => (figure.Name, $"{format} {Core.Storage.BlobHash.Of(figure.Drawing.Value.Write(format))}"));
    }

    [Theory]
    [InlineData(300, 5, 6)]
    [InlineData(600, 3.5, 2.25)]
    [InlineData(50, 20, 20)]
    [InlineData(1200, 2, 2)]
    public void A_PNG_has_as_many_dots_as_its_inches_and_dpi_ask_for_and_says_so(int dpi, double width, double height)
    {
        var png = DrawnStudy.Figure(DrawnStudy.Report(readers: 2), "roc_Mass.png", new FigureRequest(null, width, height, dpi));

        Assert.Equal((int)(width * dpi), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal((int)(height * dpi), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal("pHYs", Encoding.ASCII.GetString(png, 37, 4));
        Assert.Equal((int)Math.Round(dpi / 0.0254), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(41)));
    }

    [Fact]
    public void A_PDF_is_one_page_of_the_asked_size_with_its_typeface_and_neither_date_nor_id()
    {
        var pdf = Encoding.Latin1.GetString(DrawnStudy.Figure(DrawnStudy.Report(readers: 2), "roc_Mass", new FigureRequest(FigureFormat.Pdf, 3.5, 4)));

        Assert.StartsWith("%PDF-1.", pdf, StringComparison.Ordinal);
        Assert.EndsWith("%%EOF", pdf.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("/Count 1", pdf, StringComparison.Ordinal);
        Assert.Contains("/MediaBox [0 0 252 288]", pdf, StringComparison.Ordinal);
        Assert.Contains("/FontFile2", pdf, StringComparison.Ordinal);
        Assert.Contains("Arimo-Regular", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("Date", pdf, StringComparison.Ordinal);
        Assert.DoesNotContain("/ID", pdf, StringComparison.Ordinal);
        var table = int.Parse(StartOfTable().Match(pdf).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("xref", pdf[table..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gif", null, null, null, "format is 'gif': expected svg, png or pdf.")]
    [InlineData(null, "wide", null, null, "width is 'wide': expected inches from 2 to 20, such as 3.5.")]
    [InlineData(null, "3,5", null, null, "width is '3,5': expected inches from 2 to 20, such as 3.5.")]
    [InlineData(null, null, "1.9", null, "The height of the figure is 1.9 inches: expected 2 to 20 inches.")]
    [InlineData(null, "20.1", null, null, "The width of the figure is 20.1 inches: expected 2 to 20 inches.")]
    [InlineData("svg", null, null, "300.5", "dpi is '300.5': expected a whole number from 50 to 1200.")]
    [InlineData("png", null, null, "49", "dpi is 49: expected 50 to 1200 dots to the inch.")]
    [InlineData("png", null, null, "1201", "dpi is 1201: expected 50 to 1200 dots to the inch.")]
    [InlineData("png", "20", "20", "1200", "The PNG would have 24000 x 24000 pixels: expected no more than 50000000 in all. Ask for fewer dpi, a smaller size, or SVG or PDF.")]
    public void What_cannot_be_drawn_is_refused_with_what_can(string? format, string? width, string? height, string? dpi, string refusal)
    {
        var report = DrawnStudy.Report(readers: 2);

        var refused = Assert.Throws<FigureException>(() => DrawnStudy.Figure(report, "ratings.png", FigureRequest.Read(format, width, height, dpi)));

        Assert.Equal(refusal, refused.Message);
    }

    [Fact]
    public void Every_figure_of_a_whole_study_is_there_warns_of_what_is_not_real_and_keeps_its_texts_on_the_paper()
    {
        var figures = new FigureList(DrawnStudy.Report()).All().Where(figure => figure.IsInBundle).ToList();

        Assert.Equal(
            ["ratings", "differences", "drift", "mass", "agreement", "bland-altman", "time", "robustness", "roc", "pr", "calibration", "auc-differences", "non-inferiority", "roc", "roc", "roc"],
            figures.Select(figure => figure.Name.Split('_')[0]));
        foreach (var figure in figures)
            foreach (var size in new[] { figure.Drawing.Value.Size, OneColumn })
            {
                var svg = figure.Drawing.Value.Write(FigureFormat.Svg, size);
                Assert.Contains("Synthetic images, simulated ratings", SvgText.All(svg), StringComparison.Ordinal);
                Assert.All(SvgText.Of(svg).SelectMany(text => new[] { text.First, text.Last }), place =>
                {
                    Assert.InRange(place.X, 0, size.WidthInches * 96);
                    Assert.InRange(place.Y, 0, size.HeightInches * 96);
                });
            }
    }

    [Theory]
    [InlineData("ratings")]
    [InlineData("drift")]
    [InlineData("mass")]
    [InlineData("roc_Mass")]
    [InlineData("pr_Mass")]
    [InlineData("calibration_Mass")]
    [InlineData("differences")]
    [InlineData("robustness")]
    public void The_long_name_of_a_model_is_written_whole_on_one_column(string figure)
    {
        var svg = DrawnStudy.Figure(DrawnStudy.Report(readers: 2), figure, new FigureRequest(FigureFormat.Svg, 3.5, 5));

        Assert.Contains(DrawnStudy.LongName, SvgText.All(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lines_of_two_arms_differ_in_their_dashes_in_the_SVG_too()
    {
        var svg = Encoding.UTF8.GetString(DrawnStudy.File(DrawnStudy.Report(readers: 2), "roc_Mass.svg"));

        Assert.Equal(1, Pieces("#E69F00"));
        Assert.InRange(Pieces("#56B4E9"), 20, 200);
        int Pieces(string colour) => Regex.Matches(svg, $"stroke=\"{colour}\"[^>]* d=\"([^\"]*)\"").Max(path => path.Groups[1].Value.Count(letter => letter == 'M'));
    }

    [Fact]
    public void A_ROC_figure_has_a_band_and_two_operating_points_for_each_arm_and_explains_them()
    {
        var svg = DrawnStudy.File(DrawnStudy.Report(readers: 2), "roc_Mass.svg");
        var xml = Encoding.UTF8.GetString(svg);

        foreach (var colour in (string[])["#E69F00", "#56B4E9", "#009E73"])
        {
            Assert.Single(Regex.Matches(xml, $"<path fill=\"{colour}\" fill-opacity=\"0.1"));
            Assert.Single(Regex.Matches(xml, $"<ellipse fill=\"{colour}\""));
            Assert.Single(Regex.Matches(xml, $"<rect fill=\"{colour}\""));
        }

        Assert.Contains("largest Youden index, chosen on these cases", SvgText.All(svg), StringComparison.Ordinal);
        Assert.Contains("predicted probability 0.5", SvgText.All(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void A_forest_draws_the_margin_only_where_there_is_one_and_says_why_a_difference_is_undefined()
    {
        List<ForestRow> rows = [new("A − B", new Measured(0.02, -0.03, 0.07, null), "p = 0.41"), new("A − C", new Measured(null, null, null, "no ratings"), "")];

        var plain = SvgText.All(ForestFigure.Of("Areas", "Difference", rows, "").Write(FigureFormat.Svg));
        var held = SvgText.All(ForestFigure.Of("Areas", "Difference", rows, "", margin: 0.05).Write(FigureFormat.Svg));

        Assert.Contains("undefined: no ratings", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("margin", plain, StringComparison.Ordinal);
        Assert.Contains("margin of non-inferiority −0.05", held, StringComparison.Ordinal);
    }

    [Fact]
    public void The_heat_map_has_every_pair_of_readers_twice_and_says_undefined_where_kappa_is()
    {
        var varied = SvgText.All(DrawnStudy.File(DrawnStudy.Report(readers: 3), "agreement.svg"));
        var constant = SvgText.All(DrawnStudy.File(DrawnStudy.Report(readers: 2, score: (_, _, _) => 2), "agreement.svg"));

        Assert.Equal(6, Regex.Count(varied, "[0-9] to "));
        Assert.Equal(2, Regex.Count(constant, "undefined"));
    }

    [Fact]
    public void A_study_without_ratings_has_a_figure_that_says_so_and_none_of_what_there_is_not()
    {
        var report = DrawnStudy.Report(readers: 2, score: (_, _, _) => null, positive: _ => false);

        Assert.Equal(["ratings"], new FigureList(report).All().Select(figure => figure.Name));
        Assert.Contains("Nobody rated anything that is compared.", SvgText.All(DrawnStudy.File(report, "ratings.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void One_reader_has_figures_of_ratings_but_none_of_agreement()
    {
        var names = new FigureList(DrawnStudy.Report(readers: 1)).All().Select(figure => figure.Name).ToList();

        Assert.Contains("differences", names);
        Assert.DoesNotContain(names, name => name.StartsWith("agreement", StringComparison.Ordinal) || name.StartsWith("bland", StringComparison.Ordinal));
    }

    [Fact]
    public void Readers_without_a_map_in_common_have_an_empty_plot_that_says_so()
    {
        var report = DrawnStudy.Report(readers: 2, score: (reader, number, _) => number % 2 == reader ? number % 6 : null);

        Assert.Contains("The readers have no map in common.", SvgText.All(DrawnStudy.File(report, "bland-altman_R1_R2.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_two_readers_have_their_plot_on_asking_and_the_bundle_the_two_who_agree_least()
    {
        // R1 and R2 say the same of everything, R3 the opposite.
        var report = DrawnStudy.Report(readers: 3, score: (reader, number, arm) => reader == 2 ? 5 - ((number + arm) % 6) : reader == 0 || number > 0 ? (number + arm) % 6 : 5);
        var plots = new FigureList(report).All().Where(figure => figure.Name.StartsWith("bland", StringComparison.Ordinal)).ToList();

        Assert.Equal(["bland-altman_R1_R2", "bland-altman_R1_R3", "bland-altman_R2_R3"], plots.Select(plot => plot.Name));
        Assert.Equal("bland-altman_R1_R3", Assert.Single(plots, plot => plot.IsInBundle).Name);
        Assert.NotEmpty(DrawnStudy.Figure(report, "bland-altman_R1_R2", new FigureRequest(FigureFormat.Pdf)));
    }

    [GeneratedRegex("startxref\\s+([0-9]+)")]
    private static partial Regex StartOfTable();
}
