using System.Globalization;

namespace StudyPortal.Imaging.Dicom;

/// <summary>
/// The stored values, uncompressed, and nothing beside them: bits outside them, where old scanners draw overlays, bytes
/// behind the last frame, and what a codestream has room for are left out.
/// </summary>
internal static class CleanPixels
{
    /// <param name="only">The one frame that is wanted; null for all.</param>
    public static void Copy(DicomDataset source, PixelModule module, DicomDataset clean, int? only)
    {
        var frames = only is null ? module.Frames : 1;
        var values = Values(module, only ?? 0, frames, out var photometric);
        clean
            .Set(DicomElement.UnsignedShort(DicomTags.SamplesPerPixel, (ushort)module.Samples))
            .Set(DicomElement.Text(DicomTags.PhotometricInterpretation, "CS", NameOf(photometric)))
            .Set(DicomElement.UnsignedShort(DicomTags.Rows, (ushort)module.Rows))
            .Set(DicomElement.UnsignedShort(DicomTags.Columns, (ushort)module.Columns))
            .Set(DicomElement.UnsignedShort(DicomTags.BitsAllocated, (ushort)(8 * module.BytesPerSample)))
            .Set(DicomElement.Bytes(module.Data.Tag, VrOf(module), values));
        if (!module.IsFloat)
            CopyBits(source, module, clean);
        if (module.Samples > 1)
            clean.Set(DicomElement.UnsignedShort(DicomTags.PlanarConfiguration, 0));
        if (photometric == Photometric.Palette)
            CopyPalette(source, module, clean);
        if (frames > 1)
            clean.Set(DicomElement.Text(DicomTags.NumberOfFrames, "IS", frames.ToString(CultureInfo.InvariantCulture)));
    }

    private static void CopyBits(DicomDataset source, PixelModule module, DicomDataset clean)
    {
        clean
            .Set(DicomElement.UnsignedShort(DicomTags.BitsStored, (ushort)module.BitsStored))
            .Set(DicomElement.UnsignedShort(DicomTags.HighBit, (ushort)(module.BitsStored - 1)))
            .Set(DicomElement.UnsignedShort(DicomTags.PixelRepresentation, (ushort)(module.IsSigned ? 1 : 0)));
        foreach (var tag in new[] { DicomTags.PixelPaddingValue, DicomTags.PixelPaddingRangeLimit })
            if (source.UnsignedShort(tag) is { } padding)
                clean.Set(DicomElement.Bytes(tag, module.IsSigned ? "SS" : "US", DicomElement.UnsignedShort(tag, padding).Value));
    }

    /// <summary>Written from the entries that the descriptors count.</summary>
    private static void CopyPalette(DicomDataset source, PixelModule module, DicomDataset clean)
    {
        foreach (var (tag, table) in Palette.Tags.Zip(Palette.In(source, module.IsSigned).Tables))
            clean
                .Set(DicomElement.UnsignedShort(tag.Descriptor, (ushort)table.Entries.Length, (ushort)table.First, (ushort)table.Bits))
                .Set(DicomElement.Bytes(tag.Data, "OW", DicomElement.UnsignedShort(tag.Data, table.Entries).Value));
    }

    private static byte[] Values(PixelModule module, int first, int frames, out Photometric photometric)
    {
        var stored = module.Stored(first);
        photometric = stored.Photometric;
        if (frames == 1)
            return stored.Bytes;
        var values = new byte[(long)stored.Bytes.Length * frames];
        stored.Bytes.CopyTo(values, 0);
        for (var frame = 1; frame < frames; frame++)
            module.Stored(first + frame).Bytes.CopyTo(values, frame * stored.Bytes.Length);
        return values;
    }

    private static string NameOf(Photometric photometric) => photometric switch
    {
        Photometric.Monochrome1 => "MONOCHROME1",
        Photometric.Monochrome2 => "MONOCHROME2",
        Photometric.Palette => "PALETTE COLOR",
        Photometric.YbrFull => "YBR_FULL",
        _ => "RGB",
    };

    private static string VrOf(PixelModule module) => (module.IsFloat, module.BytesPerSample) switch
    {
        (true, 4) => "OF",
        (true, _) => "OD",
        (_, 1) => "OB",
        _ => "OW",
    };
}
