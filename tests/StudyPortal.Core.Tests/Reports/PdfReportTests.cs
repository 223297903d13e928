using PdfSharp.Pdf;
using PdfSharp.Pdf.IO;
using StudyPortal.Core.Reports.Files.Pdf;

namespace StudyPortal.Core.Tests.Reports;

public sealed class PdfReportTests
{
    [Fact]
    public void The_report_on_paper_has_the_same_bytes_whenever_it_is_made()
    {
        Assert.Equal(PdfReport.Of(DrawnStudy.Report()), PdfReport.Of(DrawnStudy.Report()));
    }

    [Fact]
    public void It_bears_the_closing_time_of_the_study_and_no_other_and_its_parts_can_be_reached_from_a_list()
    {
        var report = DrawnStudy.Report();
        using var document = PdfReader.Open(new MemoryStream(PdfReport.Of(report)), PdfDocumentOpenMode.Import);

        Assert.Equal(report.AnalysisSet.Study.Name, document.Info.Title);
        Assert.Equal(report.AnalysisSet.Study.ClosedUtc, document.Info.CreationDate.ToUniversalTime());
        Assert.Equal(document.Info.CreationDate, document.Info.ModificationDate);
        Assert.Equal(
            ["Study", "Methods", report.AnalysisSet.Study.Questions[0].Prompt, "Models", "Limitations", "Provenance"],
            document.Outlines.Select(outline => outline.Title));
    }

    [Fact]
    public void Figures_are_drawn_and_not_photographed()
    {
        using var document = PdfReader.Open(new MemoryStream(PdfReport.Of(DrawnStudy.Report())), PdfDocumentOpenMode.Import);

        var kinds = document.Internals.GetAllObjects().OfType<PdfDictionary>().Select(each => each.Elements.GetName("/Subtype")).ToList();

        Assert.Contains("/Form", kinds);
        Assert.DoesNotContain("/Image", kinds);
    }

    [Fact]
    public void A_table_goes_on_over_as_many_pages_as_it_needs()
    {
        using var paper = new PdfPaper("Long", DateTime.UnixEpoch);
        paper.Table(new PdfTable("Many rows", [("Name", 0.7), ("Number", 0.3)], [.. Enumerable.Range(0, 200).Select(row => new[] { $"{DrawnStudy.LongName} {row}", "1" })]));

        using var document = PdfReader.Open(new MemoryStream(paper.Finish("Long", new string('a', 64))), PdfDocumentOpenMode.Import);

        Assert.InRange(document.PageCount, 6, 12);
    }

    [Fact]
    public void A_study_without_ratings_and_models_has_its_report_on_paper_too()
    {
        using var document = PdfReader.Open(new MemoryStream(HandMadeSet.Files(HandMadeSet.Empty).Find("report.pdf")!.Content), PdfDocumentOpenMode.Import);

        Assert.InRange(document.PageCount, 1, 4);
    }
}
