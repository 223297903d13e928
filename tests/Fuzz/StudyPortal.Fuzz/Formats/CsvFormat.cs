using System.Text;
using System.Text.RegularExpressions;
using StudyPortal.Core.Datasets;
using StudyPortal.Core.Storage;

namespace StudyPortal.Fuzz.Formats;

/// <summary>The tables of the data sets, each in a folder laid out as its data set is, read up to the plan of the import.</summary>
internal sealed partial class CsvFormat : FuzzFormat
{
    private static readonly (string Adapter, string File, string Table, string[] Images)[] Tables =
    [
        ("images", "labels.csv", "file,patient,fold,view,Effusion,Mass\na.png,p1,train,PA,1,0\nb.png,p2,valid,AP,0,-1\n\"c, d.png\",p3,test,,1,\n", ["a.png", "b.png", "c, d.png"]),
        ("images", "labels.csv", "\uFEFFfile;patient;Effusion\r\na.png;p1;1.0\r\nb.png;p2;0\r\n", ["a.png", "b.png"]),
        ("images", "boxes.csv", "file,label,x,y,width,height\na.png,Effusion,1,2,3,4\n", ["a.png", "b.png"]),
        ("nih", "Data_Entry_2017.csv", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],\n"
            + "00000001_000.png,Edema|Effusion,0,1,058Y,F,AP,2500,2048,0.168,0.168,\n00000002_000.png,No Finding,0,2,61,M,PA,2500,2048,0.168,0.168,\n", ["images/00000001_000.png", "images/00000002_000.png"]),
        ("nih", "BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h],,,\n00000001_000.png,Infiltrate,225.08,547.01,86.77,79.18\n", ["images/00000001_000.png"]),
        ("chexpert", "train.csv", "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Cardiomegaly,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,Pleural Effusion,Enlarged Cardiomediastinum,Lung Opacity,Lung Lesion,Pleural Other,Fracture,Support Devices\n"
            + "CheXpert-v1.0-small/train/patient00042/study2/view1_frontal.jpg,Female,66,Frontal,AP,,1.0,-1.0,,,0.0,,1.0,,,,,,1.0\n", ["train/patient00042/study2/view1_frontal.jpg"]),
        ("kneemri", "metadata.csv", "examId,seriesNo,aclDiagnosis,kneeLR,roiX,roiY,roiZ,roiHeight,roiWidth,roiDepth,volumeFilename\n900001,7,0,0,40,30,2,50,56,3,900001-7.pck\n900002,8,1,1,41,31,2,50,56,3,900002-8.pck\n",
            ["vol01/900001-7.pck", "vol01/900002-8.pck"]),
        ("luna16", "candidates_V2.csv", "seriesuid,coordX,coordY,coordZ,class\n1.3.6.1,-82.15,-190.21,-191.60,1\n1.3.6.2,-47.15,-225.21,-203.60,0\n", ["subset0/1.3.6.1.mhd", "subset0/1.3.6.2.mhd"]),
        ("luna16", "annotations.csv", "seriesuid,coordX,coordY,coordZ,diameter_mm\n1.3.6.1,-82.14,-190.21,-191.6,21.5\n", ["subset0/1.3.6.1.mhd"]),
    ];

    private SourceReader? _reader;

    public override string Name => "csv";

    public override IReadOnlyList<FuzzSeed> Seeds { get; } = [.. Tables.Index().Select(table => new FuzzSeed($"{table.Index}", [.. Pieces(table.Item.Table)]))];

    /// <summary>What separates values and rows.</summary>
    public override IReadOnlyList<byte[]> Codes { get; } = [.. ((string[])[",", ";", "\t", "\n", "\r\n", "\r", "\"", "\"\"", "|", "\n\n", ",,"]).Select(Encoding.UTF8.GetBytes)];

    public override void Read(FuzzSeed seed, byte[] content, string folder)
    {
        var (adapter, file, _, images) = Tables[int.Parse(seed.File, null)];
        var source = Path.Combine(folder, seed.File);
        if (!Directory.Exists(source))
            LayOut(source, adapter, images);
        File.WriteAllBytes(Path.Combine(source, file), content);
        _reader ??= new SourceReader(new PseudonymSecret(new DataRoot(Path.Combine(folder, "portal"))));
        _reader.Read(new ImportRequest { Name = "fuzz", Folder = source, Adapter = adapter, SkipBadRows = true }, CancellationToken.None);
    }

    /// <summary>A folder as the data set has it, with the tables of the same adapter that are not damaged.</summary>
    private static void LayOut(string source, string adapter, string[] images)
    {
        foreach (var image in images)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(source, image))!);
            File.WriteAllBytes(Path.Combine(source, image), []);
        }
        foreach (var (_, file, table, _) in Tables.Where(other => other.Adapter == adapter).Reverse())
            File.WriteAllText(Path.Combine(source, file), table);
    }

    private static IEnumerable<Piece> Pieces(string table)
    {
        foreach (var part in Parts().Split(table))
            if (part.Length > 0)
                yield return part[0] is ',' or ';' or '\n' or '\r' or '"' ? Piece.Code(Encoding.UTF8.GetBytes(part)) : Piece.Text(Encoding.UTF8.GetBytes(part));
    }

    [GeneratedRegex("([,;\"]|\r?\n)")]
    private static partial Regex Parts();
}
