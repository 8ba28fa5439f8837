"""Stores by name in the settings, one of which is chosen inside the reader."""

from pathlib import Path

from tests.conftest import SAMPLES
from tests.ui.conftest import Reader, screen_of, seen


async def test_another_store_is_chosen_by_name(reader: Reader, tmp_path: Path):
    chosen: list[str] = []
    stores = {"istanbul": str(SAMPLES), "vienna": str(tmp_path), "gone": str(tmp_path / "no")}
    async with reader(stores=stores, switch=chosen.append) as pilot:
        await pilot.press("g", "s")
        assert "open now" in seen(pilot)
        await pilot.press(*"gone", "enter")
        assert 'the store "gone" is not a folder: /' in seen(pilot)
        assert not chosen
        await pilot.press("colon", *"switch store", "enter", *"vien", "enter")
        assert chosen == ["vienna"]
        assert pilot.app.return_code == 0


async def test_without_other_stores_the_settings_are_named(reader: Reader):
    async with reader() as pilot:
        await pilot.press("g", "s")
        assert "no other store; name some under [stores] in the settings" in seen(pilot)
        assert pilot.app.screen is screen_of(pilot)
