using System.CommandLine;
using System.CommandLine.Parsing;
using StudyPortal.Core.Datasets.Phantoms;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>phantom</c>: writes a synthetic data set in the formats that <c>import</c> reads.</summary>
internal static class PhantomVerb
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out") { Description = "Folder to write to; made when it is not there.", Required = true };
        var count = new Option<int>("--count") { Description = "Number of images.", DefaultValueFactory = _ => 480 };
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same files.", DefaultValueFactory = _ => 1 };
        var size = new Option<int>("--size") { Description = "Side of the images in pixels.", DefaultValueFactory = _ => 128 };
        var format = new Option<string>("--format") { Description = "images (PNG) or dicom.", DefaultValueFactory = _ => "images" };
        format.AcceptOnlyFromAmong("images", "dicom");
        count.Validators.Add(result => Bounds(result, 1, 100_000));
        size.Validators.Add(result => Bounds(result, 16, 4096));
        var verb = new Command("phantom", "Write a synthetic chest data set: images, labels.csv, boxes.csv.") { folder, count, seed, size, format };
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var target = parsed.GetRequiredValue(folder);
            Func<string, int, int, int, CancellationToken, Task> write = parsed.GetValue(format) == "dicom" ? PhantomDicomFolder.WriteAsync : PhantomFolder.WriteAsync;
            await write(target.FullName, parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(size), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{parsed.GetValue(count)} synthetic images in {target.FullName}");
            return 0;
        });
        return verb;
    }

    private static void Bounds(OptionResult result, int least, int most)
    {
        var value = result.GetValueOrDefault<int>();
        if (value < least || value > most) result.AddError($"{result.Option.Name} is {value}; from {least} to {most} is possible.");
    }
}
