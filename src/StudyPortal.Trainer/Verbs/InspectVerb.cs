using System.CommandLine;
using System.Text;
using StudyPortal.Core.Reports;
using StudyPortal.Trainer.Inspection;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>inspect</c>: what is in a file, as JSON on standard output.</summary>
internal static class InspectVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "DICOM, PNG, JPEG, TIFF, BMP, a volume (.mhd, .mha, .nii, .nii.gz, .hdr, .pck), .npy, .pth or .safetensors." };
        var verb = new Command("inspect", "Tell what a file holds: kind, tags, shape, range, mean and deviation, and a hash of the decoded values. A DICOM file's tags may name a patient.") { file };
        verb.SetGuardedAction(async (parsed, _) =>
        {
            var found = await DedicatedThread.RunAsync(() => CanonicalJson.Write(InspectFile.Of(parsed.GetRequiredValue(file))));
            await parsed.InvocationConfiguration.Output.WriteLineAsync(Encoding.UTF8.GetString(found));
        });
        return verb;
    }
}
