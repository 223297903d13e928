using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Datasets;

/// <summary>Makes a folder of an upload that is whole: a single zip is unpacked, anything else is taken as it is. Stopped, it can be begun again.</summary>
public sealed class UnpackUpload(DataRoot root, UploadLimits limits)
{
    /// <param name="id">Of the upload.</param>
    /// <param name="progress">Done so far, 0..1; from any thread.</param>
    /// <param name="cancellationToken">Looked at between blocks.</param>
    public Task<UnpackOutcome> ExecuteAsync(UploadId id, Action<double> progress, CancellationToken cancellationToken) => Task.Run(() => Unpack(new UploadFolder(root, id), progress, cancellationToken), cancellationToken);

    private UnpackOutcome Unpack(UploadFolder folder, Action<double> progress, CancellationToken cancellationToken)
    {
        if (!folder.Exists) return new UnpackOutcome.Refused("The upload was discarded. Choose the files again.");
        var upload = folder.Read();
        if (upload.Folder is { } ready) return new UnpackOutcome.Ready(ready);
        if (!upload.IsWhole) return new UnpackOutcome.Refused("The upload is not whole yet. Choose the same files again: it goes on where it was.");
        try
        {
            MakeFiles(folder, upload, progress, cancellationToken);
            return new UnpackOutcome.Ready(folder.Read().Folder!);
        }
        catch (DatasetFormatException refused)
        {
            Directory.Delete(folder.Unpacking, recursive: true);
            return new UnpackOutcome.Refused(refused.Message);
        }
    }

    private void MakeFiles(UploadFolder folder, Upload upload, Action<double> progress, CancellationToken cancellationToken)
    {
        if (upload.Files is not [var only] || !ZipArchives.IsZip(folder.WholeOf(only.Name)))
        {
            Directory.Move(folder.Received, folder.Files);
            return;
        }

        if (Directory.Exists(folder.Unpacking)) Directory.Delete(folder.Unpacking, recursive: true);
        Directory.CreateDirectory(folder.Unpacking);
        ZipArchives.Unpack(folder.WholeOf(only.Name), only.Name, folder.Unpacking, limits, progress, cancellationToken);
        Directory.Move(folder.Unpacking, folder.Files);
        Directory.Delete(folder.Received, recursive: true);
    }
}
