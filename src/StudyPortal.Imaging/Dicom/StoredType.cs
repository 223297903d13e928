namespace StudyPortal.Imaging.Dicom;

/// <summary>The smallest type that takes the allocated bits of one sample: unsigned, signed or floating point, and its bits.</summary>
public enum StoredType
{
    U8,
    S8,
    U16,
    S16,
    U32,
    S32,
    F32,
    F64,
}
