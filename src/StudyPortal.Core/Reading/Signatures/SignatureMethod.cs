namespace StudyPortal.Core.Reading;

/// <summary>How a reader proved, when he signed, that it was he.</summary>
public enum SignatureMethod
{
    Password,

    /// <summary>His device, which asked for a finger, a face or a number.</summary>
    Passkey,

    /// <summary>The provider with which he signs in, which asked him anew.</summary>
    Provider,
}
