using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace StudyPortal.Core.Reports.Files.Pdf;

/// <summary>Pages of A4 that are filled from the top; what does not fit goes on the next.</summary>
internal sealed class PdfPaper : IDisposable
{
    private const double Side = 54, Top = 54, Bottom = 62, CellGap = 6, RowGap = 2.5;
    private const int MostLinesOfCell = 14;

    /// <summary>Of a figure's own size, so that two stand on a page.</summary>
    private const double FigureScale = 0.82;

    private static readonly XPen Rule = new(XColor.FromArgb(0x1b, 0x1b, 0x1b), 0.8), Hairline = new(XColor.FromArgb(0xd0, 0xd0, 0xd0), 0.4);

    private readonly PdfDocument _document = new();
    private PdfPage _page;
    private XGraphics _ink;
    private double _y;

    public PdfPaper(string title, DateTime dateUtc)
    {
        PdfFonts.Register();
        (_document.Info.Title, _document.Info.CreationDate, _document.Info.ModificationDate) = (title, dateUtc, dateUtc);
        (_page, _ink) = Add();
    }

    private double Width => _page.Width.Point - (2 * Side);

    private double Left => _page.Height.Point - Bottom - _y;

    /// <summary>A part of the report, which the reader's list of contents names.</summary>
    public void Heading(string text)
    {
        if (Left < 90) Turn();
        else if (_y > Top) _y += 16;
        _document.Outlines.Add(text, _page, opened: true);
        Write(text, PdfStyle.Heading);
        _ink.DrawLine(Rule, Side, _y + 1, Side + Width, _y + 1);
        _y += 8;
    }

    public void Write(string text, PdfStyle style, double indent = 0)
    {
        foreach (var line in style.Lines(text, Width - indent))
        {
            if (Left < style.LineHeight) Turn();
            Draw(line, style, Side + indent, _y);
            _y += style.LineHeight;
        }
    }

    public void Paragraph(string text)
    {
        Write(text, PdfStyle.Body);
        _y += 5;
    }

    public void Point(string text)
    {
        if (Left < PdfStyle.Body.LineHeight) Turn();
        Draw("•", PdfStyle.Body, Side + 2, _y);
        Write(text, PdfStyle.Body, indent: 14);
        _y += 2;
    }

    /// <summary>Its header stands again on every page that it goes on to.</summary>
    public void Table(PdfTable table)
    {
        var rows = table.Rows.Select(row => Cells(table, row, PdfStyle.Cell)).ToList();
        var header = Cells(table, [.. table.Columns.Select(column => column.Header)], PdfStyle.Head);
        var caption = PdfStyle.Subheading.Lines(table.Caption, Width);
        if (Left < (caption.Length * PdfStyle.Subheading.LineHeight) + Height(header) + (rows.Count > 0 ? Height(rows[0]) : 0) + 12) Turn();
        Write(table.Caption, PdfStyle.Subheading);
        Header(table, header);
        foreach (var row in rows)
        {
            if (Left < Height(row))
            {
                Turn();
                Header(table, header);
            }

            Row(table, row, PdfStyle.Cell);
            _ink.DrawLine(Hairline, Side, _y, Side + Width, _y);
        }

        _y += 12;
    }

    /// <summary>A page of PDF, smaller than its own size, as vectors.</summary>
    public void Figure(byte[] pdf, string caption)
    {
        using var form = XPdfForm.FromStream(new MemoryStream(pdf));
        var below = PdfStyle.Caption.Lines(caption, Width);
        var scale = Math.Min(FigureScale, Width / form.PointWidth);
        var (width, height) = (form.PointWidth * scale, form.PointHeight * scale);
        if (Left < height + (below.Length * PdfStyle.Caption.LineHeight)) Turn();
        _ink.DrawImage(form, Side + ((Width - width) / 2), _y, width, height);
        _y += height + 3;
        Write(caption, PdfStyle.Caption);
        _y += 14;
    }

    public void Space(double points) => _y += points;

    /// <param name="foot">At the foot of every page, beside its number.</param>
    /// <param name="identity">What the document's id is made of, so that the same report has the same bytes.</param>
    public byte[] Finish(string foot, string identity)
    {
        _ink.Dispose();
        foreach (var (index, page) in _document.Pages.Cast<PdfPage>().Index())
        {
            using var ink = XGraphics.FromPdfPage(page);
            var (style, y) = (PdfStyle.Caption, page.Height.Point - Bottom + 26);
            ink.DrawLine(Hairline, Side, y - 6, page.Width.Point - Side, y - 6);
            ink.DrawString(style.Lines(foot, page.Width.Point - (2 * Side) - 60, most: 1)[0], style.Font, style.Brush, Side, y, XStringFormats.TopLeft);
            var number = string.Create(CultureInfo.InvariantCulture, $"{index + 1} / {_document.PageCount}");
            ink.DrawString(number, style.Font, style.Brush, page.Width.Point - Side, y, XStringFormats.TopRight);
        }

        using var file = new MemoryStream();
        _document.Save(file, closeStream: false);
        return PdfBytes.Repeatable(file.ToArray(), identity);
    }

    public void Dispose()
    {
        _ink.Dispose();
        _document.Dispose();
    }

    private void Turn()
    {
        _ink.Dispose();
        (_page, _ink) = Add();
    }

    private (PdfPage Page, XGraphics Ink) Add()
    {
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _y = Top;
        return (page, XGraphics.FromPdfPage(page));
    }

    private void Draw(string line, PdfStyle style, double x, double y) => _ink.DrawString(line, style.Font, style.Brush, x, y, XStringFormats.TopLeft);

    private string[][] Cells(PdfTable table, IReadOnlyList<string> texts, PdfStyle style) =>
        [.. texts.Zip(table.Columns, (text, column) => style.Lines(text, (column.Share * Width) - CellGap, MostLinesOfCell))];

    private static double Height(string[][] cells) => (cells.Max(lines => lines.Length) * PdfStyle.Cell.LineHeight) + (2 * RowGap);

    private void Header(PdfTable table, string[][] header)
    {
        _y += 3;
        _ink.DrawLine(Rule, Side, _y, Side + Width, _y);
        if (table.Columns.All(column => column.Header.Length == 0)) return;
        Row(table, header, PdfStyle.Head);
        _ink.DrawLine(Rule, Side, _y, Side + Width, _y);
    }

    private void Row(PdfTable table, string[][] cells, PdfStyle style)
    {
        var x = Side;
        foreach (var (lines, column) in cells.Zip(table.Columns))
        {
            foreach (var (index, line) in lines.Index()) Draw(line, style, x, _y + RowGap + (index * style.LineHeight));
            x += column.Share * Width;
        }

        _y += Height(cells);
    }
}
