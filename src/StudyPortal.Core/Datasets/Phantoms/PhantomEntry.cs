using StudyPortal.Imaging.Phantoms;

namespace StudyPortal.Core.Datasets.Phantoms;

/// <summary>One image of an imaginary patient, numbered from 0.</summary>
internal sealed record PhantomEntry(string Patient, int Image, string Fold, PhantomCase Case)
{
    public string Name => $"{Patient}_{Image:000}";
}
