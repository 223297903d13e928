using System.Globalization;
using System.Text;
using StudyPortal.Imaging.Phantoms;
using StudyPortal.Imaging.Raster;

namespace StudyPortal.Core.Datasets.Phantoms;

/// <summary>A synthetic chest data set as a folder of PNG images with labels.csv and boxes.csv; the same arguments give the same bytes.</summary>
public static class PhantomFolder
{
    private static readonly PhantomFinding[] Findings = [PhantomFinding.Mass, PhantomFinding.Effusion, PhantomFinding.Cardiomegaly];

    /// <summary>Writes into <paramref name="folder"/> (made when it is not there) images whose side is <paramref name="size"/> pixels.</summary>
    public static async Task WriteAsync(string folder, int count, int seed, int size, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        var labels = new StringBuilder("file,patient_id,fold,Mass,Effusion,Cardiomegaly,view\n");
        var boxes = new StringBuilder("file,label,x,y,width,height\n");
        foreach (var entry in PhantomPlan.Draw(count, seed, size))
        {
            var file = $"images/{entry.Name}.png";
            await File.WriteAllBytesAsync(Path.Combine(folder, file), GrayPng.Write(entry.Case.Image), cancellationToken);
            labels.Append(CultureInfo.InvariantCulture, $"{file},{entry.Patient},{entry.Fold},{LabelCells(entry.Case)},{entry.Case.View}\n");
            foreach (var (finding, box) in entry.Case.Lesions)
                boxes.Append(CultureInfo.InvariantCulture, $"{file},{finding},{box.X},{box.Y},{box.Width},{box.Height}\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "labels.csv"), labels.ToString(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "boxes.csv"), boxes.ToString(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, SourceReadme.FileName), Readme(count, seed, size), cancellationToken);
    }

    internal static string LabelCells(PhantomCase phantom) => string.Join(',', Findings.Select(finding => phantom.Has(finding) ? "1" : "0"));

    private static string Readme(int count, int seed, int size) => string.Create(CultureInfo.InvariantCulture, $"""
        SYNTHETIC. No image in this folder comes from a person.
        {count} drawn chest phantoms of {size} x {size} pixels, made by "studyportal phantom --count {count} --seed {seed} --size {size}".
        The findings, their boxes and the patients are inventions of a program: good for trying the software, not for any medical conclusion.
        Images of one imaginary patient share nothing but the number; every patient is in one fold.

        """);
}
