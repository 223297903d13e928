namespace StudyPortal.Imaging.Dicom;

/// <summary>What an enhanced object says of its frames (PS3.3 C.7.6.16).</summary>
internal static class FunctionalGroups
{
    /// <summary>Where enhanced objects keep the values of a frame: with the frame, else shared, else at the top.</summary>
    public static DicomDataset Of(DicomDataset dataset, int frame, DicomTag macro)
    {
        if (dataset.Items(DicomTags.PerFrameFunctionalGroupsSequence) is { } frames && frame < frames.Count && frames[frame].Items(macro) is [var own, ..])
            return own;
        return dataset.Items(DicomTags.SharedFunctionalGroupsSequence) is [var shared, ..] && shared.Items(macro) is [var common, ..] ? common : dataset;
    }
}
