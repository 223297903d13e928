using System.Text;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Tests.Datasets;

/// <summary>Thousands of seeded mutations of every kind of table and list; each folder is read or refused, and never names a file outside it.</summary>
public sealed class DamagedTablesTests
{
    private const int Mutations = 800;

    private static readonly string[] Pieces =
        ["\"", "\"\"", ",", ";", "\t", "\n", "\r", "\r\n", "|", "../", "/etc/passwd", "\\", ":", "\0", "\uFEFF", "-1.0", "nan", "1e400", "999999999999", " ", "=1+1", "No Finding", "Å", new string('9', 4000)];

    [Theory]
    [InlineData("images", 1)]
    [InlineData("nih", 2)]
    [InlineData("nih lists", 3)]
    [InlineData("chexpert", 4)]
    public async Task A_damaged_table_is_read_or_refused(string layout, int seed)
    {
        await using var portal = await TestPortal.CreateAsync();
        using var source = new SourceFolder();
        var tables = Tables(layout).ToDictionary(table => table.Name, table => Encoding.UTF8.GetBytes(table.Text));
        foreach (var image in Images(layout)) source.Image(image);
        foreach (var (name, content) in tables) source.Bytes(name, content);
        var reader = portal.Get<SourceReader>();
        var request = source.Request() with { Adapter = layout.Split(' ')[0] };
        Assert.NotEmpty(reader.Read(request, TestContext.Current.CancellationToken).Cases);
        var random = new Random(seed);
        var (read, refused) = (0, 0);
        for (var mutation = 0; mutation < Mutations; mutation++)
        {
            var (name, content) = tables.ElementAt(random.Next(tables.Count));
            source.Bytes(name, Damaged(content, random));
            try
            {
                var plan = reader.Read(request, TestContext.Current.CancellationToken);
                Assert.All(plan.Cases, found => Assert.True(found.Values.Count == plan.Listing.Labels.Count && File.Exists(Path.Combine(source.Path, found.File)) && SourceFiles.Outside(found.File) is null, $"seed {seed}, mutation {mutation}: {found}"));
                if (plan.Listing.Problems.Any(problem => !problem.IsNote)) refused++;
                else read++;
            }
            catch (DatasetFormatException wrong)
            {
                Assert.NotEqual("", wrong.Problem.File);
                refused++;
            }
            catch (Exception other) when (other is not OperationCanceledException)
            {
                Assert.Fail($"seed {seed}, mutation {mutation} of {name}: {other}");
            }

            source.Bytes(name, content);
        }

        Assert.True(read > 0 && refused > 0, $"{read} read whole and {refused} not: the mutations are too weak or too strong to show anything");
    }

    private static byte[] Damaged(byte[] content, Random random)
    {
        var bytes = content.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0: bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
                case 1: bytes.RemoveRange(at, length); break;
                case 2: bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(at, length)); break;
                case 3 when at < bytes.Count: bytes[at] = (byte)random.Next(256); break;
                case 4 when random.Next(8) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
                default: bytes.InsertRange(at, Line(bytes, random)); break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Line(List<byte> bytes, Random random)
    {
        var lines = Encoding.Latin1.GetString([.. bytes]).Split('\n');
        return Encoding.Latin1.GetBytes("\n" + lines[random.Next(lines.Length)] + "\n");
    }

    private static string[] Images(string layout) => layout switch
    {
        "images" => ["images/a.png", "b.png", "c.png", "masks/a.png"],
        "chexpert" => ["train/patient00001/study1/view1_frontal.png", "train/patient00002/study1/view1_frontal.png", "valid/patient64541/study1/view1_frontal.png"],
        _ => ["images/00000001_000.png", "images/00000002_000.png", "images/00000003_000.png"],
    };

    private static (string Name, string Text)[] Tables(string layout) => layout switch
    {
        "images" =>
        [
            ("labels.csv", "file;patient;fold;view;Mass;Mass mask;Edema\r\na.png;A;train;AP;1;;0\r\nb.png;B;valid;PA;-1;images/a.png;\r\n\"c.png\";C;test;;0;;1.0\r\n"),
            ("boxes.csv", "file,label,x,y,width,height\na.png,Mass,1,2,3,4\nb.png,Edema,0,0,5.5,6\n"),
        ],
        "nih" =>
        [
            ("Data_Entry_2017.csv", "Image Index,Finding Labels,Follow-up #,Patient ID,Patient Age,Patient Gender,View Position,OriginalImage[Width,Height],OriginalImagePixelSpacing[x,y],\n00000001_000.png,Edema|Mass,0,1,061Y,F,AP,1,1,1,1,\n00000002_000.png,No Finding,0,2,061Y,F,PA,1,1,1,1,\n00000003_000.png,Hernia,0,3,061Y,M,PA,1,1,1,1,\n"),
            ("train_val_list.txt", "00000001_000.png\n00000002_000.png\n"), ("test_list.txt", "00000003_000.png"),
            ("BBox_List_2017.csv", "Image Index,Finding Label,Bbox [x,y,w,h],,,\n00000001_000.png,Mass,225.08,547.01,86.77,79.18\n00000003_000.png,Infiltrate,1,2,3,4\n"),
        ],
        "nih lists" =>
        [
            ("train_list.txt", "00000001_000.png 0 0 1 0 0 0 0 0 0 0 0 0 0 0\n"), ("val_list.txt", "00000002_000.png 0 0 0 0 0 0 0 0 0 0 0 0 0 1\n"), ("test_list.txt", "00000003_000.png 0 0 0 0 0 0 0 0 0 0 0 0 0 0"),
        ],
        _ =>
        [
            ("train.csv", $"{ChexpertHeader}CheXpert-v1.0/train/patient00001/study1/view1_frontal.png,Male,40,Frontal,AP{ChexpertValues}\nCheXpert-v1.0/train/patient00002/study1/view1_frontal.png,Male,40,Frontal,PA{ChexpertValues}\n"),
            ("valid.csv", $"{ChexpertHeader}CheXpert-v1.0/valid/patient64541/study1/view1_frontal.png,Male,40,Frontal,AP{ChexpertValues}\n"),
        ],
    };

    private const string ChexpertValues = ",,1.0,0.0,-1.0,,1.0,0.0,-1.0,,1.0,0.0,-1.0,,1.0";

    private const string ChexpertHeader =
        "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,Pneumonia,Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices\n";
}
