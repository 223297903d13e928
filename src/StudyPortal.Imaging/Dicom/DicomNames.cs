using System.Collections.Frozen;

namespace StudyPortal.Imaging.Dicom;

/// <summary>Keyword and value representation, by PS3.6, of the elements that the portal reads: what implicit files do not tell.</summary>
public static class DicomNames
{
    private static readonly (DicomTag Tag, string Keyword, string Vr)[] Known =
    [
        (DicomTags.SpecificCharacterSet, nameof(DicomTags.SpecificCharacterSet), "CS"),
        (DicomTags.SopClassUid, "SOPClassUID", "UI"),
        (DicomTags.SopInstanceUid, "SOPInstanceUID", "UI"),
        (DicomTags.StudyDate, nameof(DicomTags.StudyDate), "DA"),
        (DicomTags.StudyTime, nameof(DicomTags.StudyTime), "TM"),
        (DicomTags.AccessionNumber, nameof(DicomTags.AccessionNumber), "SH"),
        (DicomTags.Modality, nameof(DicomTags.Modality), "CS"),
        (DicomTags.ReferringPhysicianName, nameof(DicomTags.ReferringPhysicianName), "PN"),
        (DicomTags.CodeValue, nameof(DicomTags.CodeValue), "SH"),
        (DicomTags.CodingSchemeDesignator, nameof(DicomTags.CodingSchemeDesignator), "SH"),
        (DicomTags.CodeMeaning, nameof(DicomTags.CodeMeaning), "LO"),
        (DicomTags.PatientName, nameof(DicomTags.PatientName), "PN"),
        (DicomTags.PatientId, "PatientID", "LO"),
        (DicomTags.PatientBirthDate, nameof(DicomTags.PatientBirthDate), "DA"),
        (DicomTags.PatientSex, nameof(DicomTags.PatientSex), "CS"),
        (DicomTags.PatientIdentityRemoved, nameof(DicomTags.PatientIdentityRemoved), "CS"),
        (DicomTags.DeidentificationMethodCodeSequence, nameof(DicomTags.DeidentificationMethodCodeSequence), "SQ"),
        (DicomTags.BodyPartExamined, nameof(DicomTags.BodyPartExamined), "CS"),
        (DicomTags.SliceThickness, nameof(DicomTags.SliceThickness), "DS"),
        (DicomTags.ImagerPixelSpacing, nameof(DicomTags.ImagerPixelSpacing), "DS"),
        (DicomTags.ViewPosition, nameof(DicomTags.ViewPosition), "CS"),
        (DicomTags.StudyInstanceUid, "StudyInstanceUID", "UI"),
        (DicomTags.SeriesInstanceUid, "SeriesInstanceUID", "UI"),
        (DicomTags.StudyId, "StudyID", "SH"),
        (DicomTags.InstanceNumber, nameof(DicomTags.InstanceNumber), "IS"),
        (DicomTags.ImagePositionPatient, nameof(DicomTags.ImagePositionPatient), "DS"),
        (DicomTags.ImageOrientationPatient, nameof(DicomTags.ImageOrientationPatient), "DS"),
        (DicomTags.FrameOfReferenceUid, "FrameOfReferenceUID", "UI"),
        (DicomTags.Laterality, nameof(DicomTags.Laterality), "CS"),
        (DicomTags.ImageLaterality, nameof(DicomTags.ImageLaterality), "CS"),
        (DicomTags.PlanePositionSequence, nameof(DicomTags.PlanePositionSequence), "SQ"),
        (DicomTags.PlaneOrientationSequence, nameof(DicomTags.PlaneOrientationSequence), "SQ"),
        (DicomTags.SamplesPerPixel, nameof(DicomTags.SamplesPerPixel), "US"),
        (DicomTags.PhotometricInterpretation, nameof(DicomTags.PhotometricInterpretation), "CS"),
        (DicomTags.PlanarConfiguration, nameof(DicomTags.PlanarConfiguration), "US"),
        (DicomTags.NumberOfFrames, nameof(DicomTags.NumberOfFrames), "IS"),
        (DicomTags.Rows, nameof(DicomTags.Rows), "US"),
        (DicomTags.Columns, nameof(DicomTags.Columns), "US"),
        (DicomTags.PixelSpacing, nameof(DicomTags.PixelSpacing), "DS"),
        (DicomTags.BitsAllocated, nameof(DicomTags.BitsAllocated), "US"),
        (DicomTags.BitsStored, nameof(DicomTags.BitsStored), "US"),
        (DicomTags.HighBit, nameof(DicomTags.HighBit), "US"),
        (DicomTags.PixelRepresentation, nameof(DicomTags.PixelRepresentation), "US"),
        (DicomTags.PixelPaddingValue, nameof(DicomTags.PixelPaddingValue), "US"),
        (DicomTags.PixelPaddingRangeLimit, nameof(DicomTags.PixelPaddingRangeLimit), "US"),
        (DicomTags.BurnedInAnnotation, nameof(DicomTags.BurnedInAnnotation), "CS"),
        (DicomTags.WindowCenter, nameof(DicomTags.WindowCenter), "DS"),
        (DicomTags.WindowWidth, nameof(DicomTags.WindowWidth), "DS"),
        (DicomTags.RescaleIntercept, nameof(DicomTags.RescaleIntercept), "DS"),
        (DicomTags.RescaleSlope, nameof(DicomTags.RescaleSlope), "DS"),
        (DicomTags.RescaleType, nameof(DicomTags.RescaleType), "LO"),
        (DicomTags.VoiLutFunction, "VOILUTFunction", "CS"),
        (DicomTags.RedPaletteDescriptor, "RedPaletteColorLookupTableDescriptor", "US"),
        (DicomTags.GreenPaletteDescriptor, "GreenPaletteColorLookupTableDescriptor", "US"),
        (DicomTags.BluePaletteDescriptor, "BluePaletteColorLookupTableDescriptor", "US"),
        (DicomTags.RedPaletteData, "RedPaletteColorLookupTableData", "OW"),
        (DicomTags.GreenPaletteData, "GreenPaletteColorLookupTableData", "OW"),
        (DicomTags.BluePaletteData, "BluePaletteColorLookupTableData", "OW"),
        (DicomTags.SegmentedRedPaletteData, "SegmentedRedPaletteColorLookupTableData", "OW"),
        (DicomTags.SegmentedGreenPaletteData, "SegmentedGreenPaletteColorLookupTableData", "OW"),
        (DicomTags.SegmentedBluePaletteData, "SegmentedBluePaletteColorLookupTableData", "OW"),
        (DicomTags.LossyImageCompression, nameof(DicomTags.LossyImageCompression), "CS"),
        (DicomTags.ModalityLutSequence, "ModalityLUTSequence", "SQ"),
        (DicomTags.LutDescriptor, "LUTDescriptor", "US"),
        (DicomTags.LutData, "LUTData", "OW"),
        (DicomTags.VoiLutSequence, "VOILUTSequence", "SQ"),
        (DicomTags.FrameVoiLutSequence, "FrameVOILUTSequence", "SQ"),
        (DicomTags.PixelValueTransformationSequence, nameof(DicomTags.PixelValueTransformationSequence), "SQ"),
        (DicomTags.PresentationLutShape, "PresentationLUTShape", "CS"),
        (DicomTags.SharedFunctionalGroupsSequence, nameof(DicomTags.SharedFunctionalGroupsSequence), "SQ"),
        (DicomTags.PerFrameFunctionalGroupsSequence, nameof(DicomTags.PerFrameFunctionalGroupsSequence), "SQ"),
        (DicomTags.ExtendedOffsetTable, nameof(DicomTags.ExtendedOffsetTable), "OV"),
        (DicomTags.FloatPixelData, nameof(DicomTags.FloatPixelData), "OF"),
        (DicomTags.DoubleFloatPixelData, nameof(DicomTags.DoubleFloatPixelData), "OD"),
        (DicomTags.PixelData, nameof(DicomTags.PixelData), "OW"),
    ];

    private static readonly FrozenDictionary<DicomTag, (string Keyword, string Vr)> ByTag = Known.ToFrozenDictionary(each => each.Tag, each => (each.Keyword, each.Vr));

    /// <summary>Null for an element that is not listed.</summary>
    public static string? KeywordOf(DicomTag tag) => ByTag.TryGetValue(tag, out var known) ? known.Keyword : null;

    /// <summary>UN for an element that is not listed.</summary>
    public static string VrOf(DicomTag tag) => ByTag.TryGetValue(tag, out var known) ? known.Vr : ValueRepresentation.Unknown;
}
