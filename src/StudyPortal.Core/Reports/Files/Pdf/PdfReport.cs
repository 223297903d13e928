using System.Globalization;
using StudyPortal.Core.Reports.Figures;
using StudyPortal.Core.Reports.Results;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>The report on paper: what was done, the main tables and figures, what weakens them, and where all of it comes from.</summary>
internal sealed class PdfReport(StoredReport report)
{
    private readonly ReportResults _results = report.Results;
    private readonly StudyPages _study = new(report);

    public static byte[] Of(StoredReport report) => new PdfReport(report).Write();

    private byte[] Write()
    {
        var study = _results.Study;
        using var paper = new PdfPaper(study.Name, study.ClosedUtc ?? DateTime.UnixEpoch);
        var figures = new FigureList(report).All().Where(figure => figure.IsInBundle).ToList();
        Head(paper);
        Methods(paper);
        foreach (var question in _results.Questions) Question(paper, question, figures);
        Models(paper, figures);
        Limitations(paper);
        paper.Heading("Provenance");
        paper.Table(_study.Provenance());
        paper.Paragraph("The numbers are computed from the frozen analysis set alone; the same set and software give the same bytes. The bundle of this report holds the set, every table and figure, and two scripts that compute the numbers again.");
        return paper.Finish(study.Name, report.ResultsHash.Value);
    }

    private void Head(PdfPaper paper)
    {
        var study = _results.Study;
        paper.Write(study.Name, PdfStyle.Title);
        paper.Space(4);
        paper.Write(
            string.Create(CultureInfo.InvariantCulture, $"{_results.Arms.Count} models, {_results.Cases} cases of {study.Dataset}, {_results.Readers.Count} readers, {study.Method} maps. Closed {study.ClosedUtc:yyyy-MM-dd HH:mm} UTC."),
            PdfStyle.Body);
        if (ReportWords.Unreal(study.IsSynthetic, study.IsSimulated) is { Length: > 0 } warning)
        {
            paper.Space(8);
            paper.Write($"{warning}: nothing in this report speaks for patients or readers.", PdfStyle.Warning);
        }

        paper.Heading("Study");
        paper.Table(_study.Arms());
        foreach (var table in _study.Flow()) paper.Table(table);
    }

    private void Methods(PdfPaper paper)
    {
        if (_results.Methods is not { Count: > 0 } methods) return;
        paper.Heading("Methods");
        foreach (var paragraph in methods)
        {
            paper.Write(paragraph.Title, PdfStyle.Subheading);
            paper.Paragraph(paragraph.Text);
        }
    }

    private void Question(PdfPaper paper, QuestionResults question, List<NamedFigure> figures)
    {
        paper.Heading(question.Prompt);
        foreach (var table in new QuestionPages(question, _results.Arms).Tables()) paper.Table(table);
        if (_results.Mrmc?.FirstOrDefault(each => each.Question == question.Question) is { } mrmc)
        {
            paper.Paragraph(mrmc.Reason is { } reason ? $"No ROC areas of the readers: {reason}." : mrmc.Caveat);
            foreach (var table in QuestionPages.Of(mrmc, _results.Arms)) paper.Table(table);
        }

        var suffix = question.Question == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_q{question.Question}");
        string[] names = ["ratings", "differences", "agreement", "mass", "drift"];
        foreach (var name in names) Figure(paper, figures.Find(figure => figure.Name == name + suffix));
    }

    private void Models(PdfPaper paper, List<NamedFigure> figures)
    {
        Figure(paper, figures.Find(figure => figure.Name == "time"));
        if (_results.Classification.Count == 0) return;
        paper.Heading("Models");
        foreach (var condition in _results.Classification)
            foreach (var table in ModelPages.Of(condition, _results.Study.Dataset, _results.Arms)) paper.Table(table);
        foreach (var external in _results.External ?? [])
            foreach (var table in external.Conditions.SelectMany(condition => ModelPages.Of(condition, external.Dataset, _results.Arms))) paper.Table(table);
        foreach (var label in _results.Classification.SelectMany(condition => condition.Models).SelectMany(model => model.Labels).Select(area => PlainName.Of(area.Label)).Distinct())
        {
            Figure(paper, figures.Find(figure => figure.Name == $"roc_{label}"));
            Figure(paper, figures.Find(figure => figure.Name == $"non-inferiority_{label}"));
        }

        Figure(paper, figures.Find(figure => figure.Name == "robustness"));
    }

    private void Limitations(PdfPaper paper)
    {
        if (_results.Limitations is not { } limitations) return;
        paper.Heading("Limitations");
        if (limitations.Count == 0) paper.Paragraph("None was found by the rules that look for them.");
        foreach (var limitation in limitations) paper.Point(limitation.Text);
    }

    private static void Figure(PdfPaper paper, NamedFigure? figure)
    {
        if (figure is null) return;
        var content = char.ToUpperInvariant(figure.Content[0]) + figure.Content[1..];
        paper.Figure(figure.Drawing.Value.Write(FigureFormat.Pdf), $"{content} (files {figure.Name}.* of the bundle)");
    }
}
