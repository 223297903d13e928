namespace StudyPortal.Core.Studies;

/// <summary>Why a place is in an order. Readers are told of none.</summary>
public enum SlotPurpose
{
    /// <summary>The first showing of a map that is compared.</summary>
    Main,

    /// <summary>The item was already shown to this reader: for intra-reader agreement.</summary>
    Repeat,

    /// <summary>To get used to the scale; kept out of the analysis.</summary>
    Calibration,

    /// <summary>A map that explains nothing, to see whether the reader notices; kept out of the comparison.</summary>
    Control,
}
