using System.Collections.Frozen;
using System.Globalization;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Whether text with a name may be drawn into the pixels, which no rule for tags can remove.</summary>
public enum BurnedInText
{
    /// <summary>The file declares that there is none.</summary>
    DeclaredAbsent,

    /// <summary>The file does not say: look at the image before anyone else does.</summary>
    Undeclared,

    /// <summary>The file declares that there is: keep the image apart until the text is removed.</summary>
    Declared,
}

/// <summary>A file from which only pixels, geometry, modality, view and pseudonyms remain.</summary>
public sealed record DeidentifiedFile(DicomDataset Dataset, string Patient, string Study, string Instance, BurnedInText Text);

/// <summary>
/// De-identification by allow-list: a new data set is built, and into it goes only what is listed here, read as the
/// type it should have and written again from that (numbers as numbers, codes from a vocabulary), so that free text
/// cannot pass under a harmless tag. Equal identifiers stay equal under one secret.
/// </summary>
public sealed class Deidentification(Pseudonyms pseudonyms)
{
    private static readonly FrozenSet<string> Modalities =
        FrozenSet.Create("CR", "CT", "DX", "IO", "MG", "MR", "NM", "OT", "PT", "PX", "RF", "RG", "SC", "US", "XA", "XC");

    private static readonly FrozenSet<string> Views = FrozenSet.Create("AP", "PA", "LL", "RL", "RLD", "LLD", "RLO", "LLO", "LAT", "LATERAL");

    private static readonly FrozenSet<string> VoiFunctions = FrozenSet.Create("LINEAR", "LINEAR_EXACT", "SIGMOID");

    /// <summary>What the standard wants present, but not filled.</summary>
    private static readonly (DicomTag Tag, string Vr)[] Empty =
    [
        (DicomTags.StudyDate, "DA"), (DicomTags.StudyTime, "TM"), (DicomTags.AccessionNumber, "SH"), (DicomTags.ReferringPhysicianName, "PN"),
        (DicomTags.PatientBirthDate, "DA"), (DicomTags.PatientSex, "CS"), (DicomTags.StudyId, "SH"),
    ];

    private static readonly DicomTag[] Numbers =
    [
        DicomTags.SliceThickness, DicomTags.ImagerPixelSpacing, DicomTags.PixelSpacing,
        DicomTags.WindowCenter, DicomTags.WindowWidth, DicomTags.RescaleIntercept, DicomTags.RescaleSlope,
    ];

    /// <param name="frame">The one frame that is wanted; null for all.</param>
    /// <exception cref="ImageFormatException">The file is not an image that can be read, or has no identifier to replace.</exception>
    public DeidentifiedFile Apply(DicomDataset source, int? frame = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Naming(() => Cleaned(source, frame));
    }

    private DeidentifiedFile Cleaned(DicomDataset source, int? frame)
    {
        var module = PixelModule.Of(source);
        var instance = pseudonyms.Uid(Required(source, DicomTags.SopInstanceUid));
        var study = pseudonyms.Uid(Required(source, DicomTags.StudyInstanceUid));
        var patient = pseudonyms.Patient(source.Text(DicomTags.PatientId) ?? Required(source, DicomTags.StudyInstanceUid));
        var clean = Identity(source, patient, study, instance);
        clean.Set(DicomElement.Text(DicomTags.Modality, "CS", "OT"));
        CopyCode(source, clean, DicomTags.Modality, Modalities);
        CopyCode(source, clean, DicomTags.ViewPosition, Views);
        CopyCode(source, clean, DicomTags.VoiLutFunction, VoiFunctions);
        CopyNumbers(source, clean);
        CopyFunctionalGroups(source, clean, frame);
        CopyTable(source, clean, DicomTags.ModalityLutSequence);
        CopyTable(source, clean, DicomTags.VoiLutSequence);
        CleanPixels.Copy(source, module, clean, frame);
        return new DeidentifiedFile(clean, patient, study, instance, TextIn(source));
    }

    private DicomDataset Identity(DicomDataset source, string patient, string study, string instance)
    {
        var series = pseudonyms.Uid(source.Text(DicomTags.SeriesInstanceUid) ?? study);
        var clean = new DicomDataset();
        foreach (var (tag, vr) in Empty)
            clean.Set(DicomElement.Text(tag, vr, ""));
        if (source.Text(DicomTags.FrameOfReferenceUid) is { } space)
            clean.Set(DicomElement.Text(DicomTags.FrameOfReferenceUid, "UI", pseudonyms.Uid(space)));
        return clean
            .Set(DicomElement.Text(DicomTags.SpecificCharacterSet, "CS", "ISO_IR 192"))
            .Set(DicomElement.Text(DicomTags.SopClassUid, "UI", StandardClass(source)))
            .Set(DicomElement.Text(DicomTags.SopInstanceUid, "UI", instance))
            .Set(DicomElement.Text(DicomTags.PatientName, "PN", patient))
            .Set(DicomElement.Text(DicomTags.PatientId, "LO", patient))
            .Set(DicomElement.Text(DicomTags.StudyInstanceUid, "UI", study))
            .Set(DicomElement.Text(DicomTags.SeriesInstanceUid, "UI", series))
            .Set(DicomElement.Text(DicomTags.PatientIdentityRemoved, "CS", "YES"))
            .Set(DicomElement.Sequence(DicomTags.DeidentificationMethodCodeSequence, new DicomDataset()
                .Set(DicomElement.Text(DicomTags.CodeValue, "SH", "113100"))
                .Set(DicomElement.Text(DicomTags.CodingSchemeDesignator, "SH", "DCM"))
                .Set(DicomElement.Text(DicomTags.CodeMeaning, "LO", "Basic Application Confidentiality Profile"))));
    }

    private static void CopyCode(DicomDataset source, DicomDataset clean, DicomTag tag, FrozenSet<string> vocabulary)
    {
        if (source.Text(tag) is { } code && vocabulary.Contains(code))
            clean.Set(DicomElement.Text(tag, "CS", code));
    }

    /// <summary>The rescale and window of each frame of an enhanced object.</summary>
    private static void CopyFunctionalGroups(DicomDataset source, DicomDataset clean, int? frame)
    {
        if (source.Items(DicomTags.SharedFunctionalGroupsSequence) is { Count: > 0 } shared)
            clean.Set(DicomElement.Sequence(DicomTags.SharedFunctionalGroupsSequence, [.. shared.Select(CleanGroup)]));
        var own = source.Items(DicomTags.PerFrameFunctionalGroupsSequence).Where((_, index) => frame is null || index == frame).ToList();
        if (own.Count > 0)
            clean.Set(DicomElement.Sequence(DicomTags.PerFrameFunctionalGroupsSequence, [.. own.Select(CleanGroup)]));

        static DicomDataset CleanGroup(DicomDataset group)
        {
            var clean = new DicomDataset();
            foreach (var macro in new[] { DicomTags.PixelValueTransformationSequence, DicomTags.FrameVoiLutSequence })
                if (group.Items(macro) is [var values, ..])
                {
                    var kept = new DicomDataset();
                    CopyCode(values, kept, DicomTags.VoiLutFunction, VoiFunctions);
                    CopyNumbers(values, kept);
                    clean.Set(DicomElement.Sequence(macro, kept));
                }
            return clean;
        }
    }

    private static void CopyNumbers(DicomDataset source, DicomDataset clean)
    {
        foreach (var tag in Numbers)
        {
            var written = source.Decimals(tag).Select(number => number.ToString("G9", CultureInfo.InvariantCulture)).ToArray();
            if (written.Length > 0)
                clean.Set(DicomElement.Text(tag, "DS", string.Join('\\', written)));
        }
    }

    private static void CopyTable(DicomDataset source, DicomDataset clean, DicomTag sequence)
    {
        if (LookupTable.In(source, sequence, inputIsSigned: false) is not { } table)
            return;
        clean.Set(DicomElement.Sequence(sequence, new DicomDataset()
            .Set(DicomElement.UnsignedShort(DicomTags.LutDescriptor, (ushort)table.Entries.Length, (ushort)table.First, (ushort)table.Bits))
            .Set(DicomElement.Bytes(DicomTags.LutData, "OW", DicomElement.UnsignedShort(DicomTags.LutData, table.Entries).Value))));
    }

    /// <summary>Secondary Capture stands for classes that PS3.4 does not list.</summary>
    private static string StandardClass(DicomDataset source) =>
        source.Text(DicomTags.SopClassUid) is { Length: <= 64 } listed
        && listed.StartsWith("1.2.840.10008.5.1.4.1.1.", StringComparison.Ordinal) && listed.All(sign => char.IsAsciiDigit(sign) || sign == '.')
            ? listed
            : "1.2.840.10008.5.1.4.1.1.7";

    private static BurnedInText TextIn(DicomDataset source) => source.Text(DicomTags.BurnedInAnnotation) switch
    {
        "YES" => BurnedInText.Declared,
        "NO" => BurnedInText.DeclaredAbsent,
        _ => BurnedInText.Undeclared,
    };

    private static string Required(DicomDataset dataset, DicomTag tag) =>
        dataset.Text(tag) ?? throw dataset.Wrong(tag, "missing", "an identifier to put a pseudonym in place of");
}
